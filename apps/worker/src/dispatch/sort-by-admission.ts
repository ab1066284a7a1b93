import type { WaitingClass } from '@carillon/repositories';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { admissionOf, type Admission } from '../deliver/admission.ts';
import type { HealthBoard } from '../health/health-board.ts';
import type { HeldClasses } from '../health/held-classes.ts';

export interface AdmissionDeps {
  readonly directory: AccountDirectory;
  readonly board: HealthBoard;
  readonly heldClasses: HeldClasses;
}

/** A class whose deliveries leave one by one: as a probe, or as its budget allows. */
export interface RationedClass {
  readonly waiting: WaitingClass;
  readonly admission: Extract<Admission, { kind: 'probe' | 'rationed' }>;
}

/** Classes that may go as far as the window has room, and those that may not. */
export interface SortedClasses {
  readonly free: readonly WaitingClass[];
  readonly rationed: readonly RationedClass[];
}

/**
 * Leaves out what circuits hold: it waits here, in its order, and keeps nobody else's fast path shut.
 * Remembers which channels wait for a budget, so that newer deliveries do not take it from them.
 */
export const sortByAdmission = async (
  { directory, board, heldClasses }: AdmissionDeps,
  due: readonly WaitingClass[],
): Promise<SortedClasses> => {
  const free: WaitingClass[] = [];
  const rationed: RationedClass[] = [];
  const shut: WaitingClass[] = [];
  for (const waiting of due) {
    const tenant = await directory.of(waiting.tenantId);
    const admission = admissionOf(tenant.routeOf(waiting.channel), board);
    if (admission.kind === 'free') free.push(waiting);
    else if (admission.kind === 'held') shut.push(waiting);
    else rationed.push({ waiting, admission });
  }
  heldClasses.set({ rationed: rationed.map((r) => r.waiting), shut });
  return { free, rationed };
};
