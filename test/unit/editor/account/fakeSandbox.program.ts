// A sandbox that knows its control routes only, for tests of starting and holding it. Behaves as `FAKE_SANDBOX` says.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const data = process.argv[process.argv.indexOf('--data') + 1] ?? '';
const server = createServer((request, response) => {
  if (request.url === '/_sandbox/health') response.end('{"instance":"x","state":"ready"}');
  else if (request.url === '/_sandbox/hold') response.writeHead(200).flushHeaders();
  else if (request.url === '/_sandbox/reset' && request.method === 'POST') response.end('{}');
  else response.writeHead(404).end();
});

switch (process.env['FAKE_SANDBOX'] ?? 'work') {
  case 'fail':
    process.exitCode = 1;
    break;
  case 'silent':
    setInterval(() => undefined, 1_000);
    break;
  case 'nonsense':
    process.stdout.write('hello\n');
    setInterval(() => undefined, 1_000);
    break;
  default:
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const facts = {
        url: `http://127.0.0.1:${port}`,
        apiKey: 'key',
        apiSecret: 'secret',
        users: [{ email: 'ada@example.org', password: 'one', name: 'Ada Example' }],
      };
      const more = {
        pid: process.pid,
        instance: 'x',
        arguments: process.argv.slice(2),
        node: process.env['ELECTRON_RUN_AS_NODE'],
        options: process.env['NODE_OPTIONS'],
      };
      mkdirSync(data, { recursive: true });
      writeFileSync(path.join(data, 'server.json'), JSON.stringify({ ...facts, ...more }));
      process.stdout.write(`${JSON.stringify(facts)}\n`);
    });
    process.on('SIGTERM', () => {
      rmSync(path.join(data, 'server.json'));
      process.exit(0);
    });
}
