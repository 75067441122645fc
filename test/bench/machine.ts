import { createHash } from 'node:crypto';
import os from 'node:os';
import { setTimeout as rest } from 'node:timers/promises';
import { median } from './figure';

/** Where and under what noise the figures were taken. */
export interface Machine {
  readonly platform: string;
  readonly processor: string;
  readonly processors: number;
  readonly memoryMiB: number;
  readonly node: string;
  /** Part of all processors' time that went elsewhere while the bench rested: before each group and at the end, 0 to 1. */
  readonly others: Spread;
  /** The same piece of work, repeated at these moments, milliseconds. */
  readonly sameWork: Spread;
  /** True where other work took so much of the machine that absolute times say little. */
  readonly busy: boolean;
}

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

const REST_MS = 1_000;
const ROUNDS = 15;
const WORK = Buffer.alloc(4 * 1024 * 1024, 7);
const BUSY_SHARE = 0.1;
const UNEVEN = 1.25;

/** Tells what else goes on: an idle machine does nothing while the bench rests, and the same work in the same time. */
export class NoiseMeter {
  private readonly shares: number[] = [];
  private readonly times: number[] = [];

  async sample(): Promise<void> {
    const before = processorTimes();
    await rest(REST_MS);
    const after = processorTimes();
    const all = after.all - before.all;
    this.shares.push(all > 0 ? 1 - (after.idle - before.idle) / all : 0);
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now();
      createHash('sha256').update(WORK).digest();
      this.times.push(performance.now() - started);
    }
  }

  machine(): Machine {
    const [others, sameWork] = [spread(this.shares), spread(this.times)];
    return {
      platform: `${process.platform} ${process.arch}`,
      processor: os.cpus()[0]?.model.trim() ?? 'unknown',
      processors: os.availableParallelism(),
      memoryMiB: Math.round(os.totalmem() / 1024 / 1024),
      node: process.versions.node,
      others,
      sameWork,
      busy: others.median > BUSY_SHARE || sameWork.median > UNEVEN * sameWork.lowest,
    };
  }
}

function processorTimes(): { readonly idle: number; readonly all: number } {
  const times = os.cpus().map((processor) => processor.times);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    idle: sum(times.map(({ idle }) => idle)),
    all: sum(times.map(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq)),
  };
}

function spread(samples: readonly number[]): Spread {
  return {
    median: hundredth(median(samples)),
    lowest: hundredth(Math.min(...samples)),
    highest: hundredth(Math.max(...samples)),
  };
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
