import { CarillonError } from '@carillon/domain';

/** 404 for a topic that the tenant does not have. */
export const noSuchTopic = (): CarillonError =>
  new CarillonError('not_found', 'There is no such topic.');
