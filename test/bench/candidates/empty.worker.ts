/** The least that a Worker can be: what start-up is measured against. */
export default { fetch: () => new Response('ok') };
