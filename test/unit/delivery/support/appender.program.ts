// A process of its own that appends to a journal: `node appender.program.js FILE NAME COUNT SIZE`.
import { NodeJournalFile } from '../../../../src/delivery/node/journalFile';

async function main(): Promise<void> {
  const [file = '', name = '', count = '0', size = '0'] = process.argv.slice(2);
  const journal = new NodeJournalFile(file);
  for (let index = 0; index < Number(count); index += 1) {
    await journal.append(JSON.stringify({ name, index, filler: 'ä'.repeat(Number(size)) }));
    process.stdout.write(`${index}\n`);
  }
}

void main();
