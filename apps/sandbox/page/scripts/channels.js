/** The channels in the order of the filter, with the names that people know them by. */
export const CHANNELS = {
  email: 'Email',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  push: 'Push',
  webhook: 'Webhook',
};
