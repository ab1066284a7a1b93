const PATH = 'api/behaviours';

/** The behaviours in force. */
export const readBehaviours = async () => (await (await fetch(PATH)).json()).data;

/** Replaces the behaviours; answers what is wrong with them, or null. */
export const writeBehaviours = async (list) => {
  const answer = await fetch(PATH, { method: 'PUT', body: JSON.stringify(list) });
  if (answer.ok) return null;
  const { errors = [], title } = await answer.json();
  return errors.map((one) => one.message).join('; ') || title;
};
