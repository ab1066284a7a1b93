import {
  allowedCountriesIn,
  type DeliveryPlan,
  type NotificationRequest,
  planDeliveries,
  type PlanContext,
} from '@carillon/domain';
import { countryOfPhone } from '@carillon/providers';
import type { AcceptedDelivery, SubscriberAddresses } from '@carillon/repositories';

const isToPhone = ({ channel }: Pick<DeliveryPlan, 'channel'>): boolean =>
  channel === 'sms' || channel === 'whatsapp';

/** What a member's deliveries follow from, with his tenant's settings as they are now. */
export interface MemberContext extends PlanContext {
  readonly known: SubscriberAddresses;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * One member's deliveries. A number in a country that the settings do not allow (SECURITY.md, 4) is as
 * good as none: to one person it would be refused (422 `destination_not_allowed`), in a broadcast that
 * delivery is suppressed with the same code, and the others go on.
 */
export const planAllowed = (
  request: NotificationRequest,
  { settings, ...context }: MemberContext,
): AcceptedDelivery[] => {
  const { known } = context;
  const countries = request.channels.some((channel) => isToPhone({ channel }))
    ? allowedCountriesIn(settings)
    : null;
  const isRefused =
    countries !== null && known.phone !== null && !countries.has(countryOfPhone(known.phone) ?? '');
  const reachable = isRefused ? { ...known, phone: null } : known;
  return planDeliveries(request, { ...context, known: reachable }).map((delivery) => ({
    ...delivery,
    dispatchId: null,
    code: isRefused && isToPhone(delivery) ? 'destination_not_allowed' : delivery.code,
  }));
};
