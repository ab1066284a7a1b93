// A child for the supervisor's tests, of the kind that KIND names.
const kind = process.env['KIND'];

process.once('disconnect', () => process.exit(0));
process.on('SIGTERM', () => {
  if (kind !== 'stubborn') process.exit(0);
});
if (kind === 'broken') process.exit(3);
if (kind !== 'silent') process.send?.({ type: 'ready', port: 4711 });
