import {
  ANALYTICS_GROUPS,
  type AnalyticsCounts,
  type DeliveryAnalytics,
} from '@carillon/repositories';
import { z } from 'zod';

const rate = (description: string) => z.number().min(0).nullable().meta({ description });

const figures = {
  deliveries: z.int().meta({ description: 'All that were accepted, in whatever state.' }),
  sent: z.int().meta({ description: 'Accepted by a provider, whatever came after.' }),
  delivered: z.int(),
  failed: z.int().meta({ description: 'Given up: failed or expired.' }),
  opened: z.int(),
  clicked: z.int(),
  read: z.int().meta({ description: 'Inbox items that were read.' }),
  rates: z
    .strictObject({
      sent: rate('Of all deliveries.'),
      delivered: rate('Of those sent, like the others below.'),
      failed: rate('Of all deliveries.'),
      opened: rate('Of those sent.'),
      clicked: rate('Of those sent.'),
      read: rate('Of those sent.'),
    })
    .meta({ description: 'null where there was nothing to take a rate from.' }),
};

export const analyticsSchema = z
  .strictObject({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    groupBy: z.enum(ANALYTICS_GROUPS),
    totals: z.strictObject(figures),
    data: z
      .array(
        z.strictObject({
          key: z.string().nullable().meta({
            description:
              "A channel, a template's key (null: sent without one), a category, or a day in UTC.",
          }),
          ...figures,
        }),
      )
      .meta({ description: 'Days: the newest first. Others: the greatest 1,000.' }),
  })
  .meta({ id: 'Analytics' });

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const figuresOf = (counts: AnalyticsCounts) => {
  const { deliveries, sent, delivered, failed, opened, clicked, read } = counts;
  return {
    ...counts,
    rates: {
      sent: shareOf(sent, deliveries),
      delivered: shareOf(delivered, sent),
      failed: shareOf(failed, deliveries),
      opened: shareOf(opened, sent),
      clicked: shareOf(clicked, sent),
      read: shareOf(read, sent),
    },
  };
};

export interface AnalyticsAsked {
  readonly from: Date;
  readonly to: Date;
  readonly groupBy: (typeof ANALYTICS_GROUPS)[number];
}

/** What a client sees of the deliveries of a span. */
export const analyticsView = (
  { from, to, groupBy }: AnalyticsAsked,
  { totals, groups }: DeliveryAnalytics,
): z.output<typeof analyticsSchema> => ({
  from: from.toISOString(),
  to: to.toISOString(),
  groupBy,
  totals: figuresOf(totals),
  data: groups.map(({ key, ...counts }) => ({ key, ...figuresOf(counts) })),
});
