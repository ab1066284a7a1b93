/** The batch that the examples of the documentation speak of. */
export const EXAMPLE_BATCH_ID = '01990000-0000-7000-8000-000000000000';
