/** What the address of a message begins with that brings its worker down. */
export const POISON = 'poison-';
