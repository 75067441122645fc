import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../workbench/cleanup';
import { runMeasured, runProgram } from './childProgram';
import { comparison, type Figure, type Group, medianOf } from './figure';
import { withSandbox } from './sandboxInUse';
import type { UploadOrder, UploadOutcome } from './uploadOrder';

const MIB = 1024 * 1024;
const FILE_MIB = 25;
/** Each side once before it counts: the sandbox gets faster with use, whoever calls. */
const WARM_UPS = 1;
const PAIRS = 11;
const TARGET_RATIO = 0.8;
const TARGET_PEAK_MIB = 80;

/** An upload by the shipped client, in a process of its own, in turn with one by curl to the same sandbox. */
export const upload: Group = {
  name: 'upload',
  async measure({ note, skip }) {
    const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;
    if (!hasCurl) skip('upload.ratio', 'curl is not installed');
    const folder = temporaryFolder('jsign-bench-');
    const file = path.join(folder.path, 'bench.pdf');
    writeFileSync(file, pdfOf(FILE_MIB * MIB));
    note(`uploading ${FILE_MIB} MiB ${PAIRS} times${hasCurl ? ', in turn with curl' : ''}`);
    const [ours, curls]: [UploadOutcome[], number[]] = [[], []];
    await withSandbox(0, async (sandbox, tokens) => {
      const order = {
        host: sandbox.url,
        tokens,
        uri: pathToFileURL(file).href,
        size: FILE_MIB * MIB,
      };
      for (let run = -WARM_UPS; run < PAIRS; run += 1) {
        const outcome = await byOurClient(order);
        const seconds = hasCurl ? await byCurl(order, file) : undefined;
        if (run < 0) continue;
        ours.push(outcome);
        if (seconds !== undefined) curls.push(seconds);
      }
    });
    folder.remove();
    return figures(ours, curls);
  },
};

function figures(ours: readonly UploadOutcome[], curls: readonly number[]): readonly Figure[] {
  const throughput = ours.map(({ took }) => FILE_MIB / (took / 1000));
  const peaks = ours.map(({ peak }) => peak / MIB);
  const size = `upload of ${FILE_MIB} MiB`;
  const compared =
    curls.length === 0
      ? []
      : [
          medianOf(
            { id: 'upload.curl', what: `${size}, curl`, unit: 'MiB/s' },
            curls.map((seconds) => FILE_MIB / seconds),
          ),
          comparison(
            {
              id: 'upload.ratio',
              what: `${size}, throughput of the client to that of curl`,
              unit: 'ratio',
              target: { atLeast: TARGET_RATIO },
            },
            throughput,
            curls.map((seconds) => FILE_MIB / seconds),
            (client, curl) => client / curl,
          ),
        ];
  return [
    medianOf({ id: 'upload.client', what: `${size}, client`, unit: 'MiB/s' }, throughput),
    ...compared,
    medianOf(
      {
        id: 'upload.peak',
        what: `${size}, memory at its peak over before`,
        unit: 'MiB',
        target: { atMost: TARGET_PEAK_MIB },
      },
      peaks,
    ),
  ];
}

/** As much of a PDF as an upload is judged by, filled up with what no one can compress. */
function pdfOf(bytes: number): Buffer {
  const [head, tail] = [Buffer.from('%PDF-1.7\n'), Buffer.from('\n%%EOF\n')];
  return Buffer.concat([head, randomBytes(bytes - head.byteLength - tail.byteLength), tail]);
}

async function byOurClient(order: UploadOrder): Promise<UploadOutcome> {
  return (await runMeasured('upload', order)) as UploadOutcome;
}

/** Seconds from curl's start of the transfer, connecting included, to its end. */
async function byCurl({ host, tokens }: UploadOrder, file: string): Promise<number> {
  const settings = [
    `url = "${host}/api/v2.0/envelopes/upload_file"`,
    `header = "Authorization: Bearer ${tokens.accessToken}"`,
    'header = "app_auth_type: jsign-oauth2"',
    'write-out = "\\n%{http_code} %{time_total}"',
  ];
  // Without a person's own settings (-q) or a proxy.
  const args = ['-q', '--silent', '--noproxy', '*', '--config', '-'];
  const form = ['--form', `File=@${file};type=application/pdf`];
  const output = await runProgram('curl', [...args, ...form], settings.join('\n'));
  const [, code, seconds] = /\n(\d+) ([\d.]+)$/.exec(output) ?? [];
  if (code !== '201') throw new Error(`curl was answered with ${code ?? 'nothing'}.`);
  return Number(seconds);
}
