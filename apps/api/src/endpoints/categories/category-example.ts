export const EXAMPLE_CATEGORY = 'product-news';

export const exampleCategoryInput = {
  name: 'Product news',
  optOut: true,
  quietHours: true,
  criticalPassesQuietHours: true,
  channels: { sms: false },
  retentionDays: 14,
};

export const exampleCategory = {
  ...exampleCategoryInput,
  key: EXAMPLE_CATEGORY,
  channels: {
    email: true,
    sms: false,
    whatsapp: true,
    push: true,
    webhook: true,
    in_app: true,
    system: true,
  },
};
