/** The topic that the examples of the documentation speak of. */
export const EXAMPLE_TOPIC_KEY = 'product-news';

export const exampleTopic = { key: EXAMPLE_TOPIC_KEY, name: 'Product news', members: 1 };
