import type { StandaloneFile } from '../home/standalone-file.ts';

const bold = (text: string, colour: boolean): string =>
  colour ? `\u001b[1m${text}\u001b[0m` : text;

/** What a person needs after the start: where everything is, and a first notification to send. */
export const banner = (
  file: StandaloneFile,
  { home, colour }: { home: string; colour: boolean },
): string => {
  const rows = [
    ['API', `${file.apiUrl}/api/v1`],
    ['API docs', `${file.apiUrl}/docs`],
    ['Mailbox', file.sandboxUrl],
    ['Bull Board', `${file.bullBoardUrl}  (${file.bullBoardUser} / ${file.bullBoardPassword})`],
    ['API key', file.apiKey],
    ['Data', home],
  ].map(([name = '', value = '']) => `  ${name.padEnd(11)} ${bold(value, colour)}`);
  return `
${bold('Carillon is ready.', colour)}

${rows.join('\n')}

Send a first notification, then look at the mailbox:

  curl ${file.apiUrl}/api/v1/notifications \\
    -H 'authorization: Bearer ${file.apiKey}' \\
    -H 'content-type: application/json' \\
    -d '{"to": {"email": "ada@example.com"}, "channels": ["email"],
         "content": {"title": "Order shipped", "body": "Your order 42 has shipped."}}'

Ctrl-C stops it; your data stay in ${home}.

`;
};
