// The part `from`: readers of From values, on real values and at their worst.

import { goalCells } from './goal.mjs';
import { NASTY } from './nasty-values.mjs';
import { TimeLimitError, inOwnProcess } from './own-process.mjs';
import { between, figure, milliseconds, nanoseconds } from './table.mjs';

const OTHERS = ['@haraka/email-address', 'nodemailer addressparser', 'address-rfc2822', 'email-addresses', 'postal-mime addressParser'];
const STARTING = 1500;
const READ_GOAL = { atMost: 100 };
const SCAN_GOAL = { atMost: 25 };
const FASTER_GOALS = { 'nodemailer addressparser': { atLeast: 8 } };

const SHAPES = Object.keys(NASTY);
const QUICK_WORST = { shapes: SHAPES.filter((_, place) => place % 6 === 5), lengths: [10_000, 100_000], timeLimit: 1000 };
const FULL_WORST = { shapes: SHAPES, lengths: [64_000, 1_000_000], timeLimit: 4000 };

/** @param {{ quick: boolean, corpus: boolean, progress: (text: string) => void }} options */
export async function from({ quick, corpus, progress }) {
  progress('from, speed');
  const plan = quick ? { rounds: 6, sample: 500, download: false } : { rounds: 40, sample: 4000, corpora: process.env.SMTP_TLS_POLICY_CORPORA, download: corpus };
  const speed = await inOwnProcess(new URL('from-speed.mjs', import.meta.url), plan);
  progress('from, our worst cases');
  const ours = await inOwnProcess(new URL('from-worst-ours.mjs', import.meta.url), quick ? 100_000 : 1_000_000);
  const worst = await worstOfOthers(quick ? QUICK_WORST : FULL_WORST, progress);
  return { tables: [valueTable(speed), blockTable(speed), oursTable(ours, quick), othersTable(worst)], records: { speed, ours, worst } };
}

function valueTable({ values, source, agreement }) {
  return {
    title: 'From value to addresses',
    columns: ['', 'a value', 'times the cost of readFrom', 'p10-p90', 'finds what readFrom finds', 'goal', ''],
    rows: values.map(({ name, nanoseconds: time, ratio }) => [
      name,
      nanoseconds(time.median),
      figure(ratio.median),
      between(ratio),
      `${(100 * agreement[name]).toFixed(1)} %`,
      ...goalCells(FASTER_GOALS[name], ratio.median),
    ]),
    notes: [`On ${source}; the share is of different values.`],
  };
}

function blockTable({ blocks }) {
  return {
    title: 'Header block of 2.6 kB to addresses',
    columns: ['', 'a block', 'times the cost of ours', 'p10-p90'],
    rows: blocks.map(({ name, nanoseconds: time, ratio }) => [name, nanoseconds(time.median), figure(ratio.median), between(ratio)]),
  };
}

function oursTable(ours, quick) {
  return {
    title: `Ours on nasty values of ${quick ? '0.1' : '1'} MB`,
    columns: ['', 'readFrom', 'goal, ms', '', 'fromFields', 'goal, ms', ''],
    rows: ours.map(({ shape, read, scan }) => [shape, milliseconds(read), ...goalCells(READ_GOAL, read), milliseconds(scan), ...goalCells(SCAN_GOAL, scan)]),
  };
}

/** Every reader on every shape; what is not done with the short value in time is not asked for the long one. */
async function worstOfOthers({ shapes, lengths, timeLimit }, progress) {
  const results = [];
  for (const reader of ['readFrom', ...OTHERS]) {
    progress(`from, worst cases of ${reader}`);
    const measured = [];
    for (const shape of shapes) measured.push({ shape, times: await timesOf(reader, shape, lengths, timeLimit) });
    results.push({ reader, lengths, timeLimit, shapes: measured });
  }
  return results;
}

async function timesOf(reader, shape, lengths, timeLimit) {
  const times = [];
  for (const length of lengths) {
    const time = times.at(-1) === null ? null : await timeOf({ reader, shape, length }, timeLimit);
    times.push(time);
  }
  return times;
}

/** Null: not done in time. The process gets some more to start in. */
async function timeOf(input, timeLimit) {
  try {
    const time = await inOwnProcess(new URL('from-worst.mjs', import.meta.url), input, { timeLimit: timeLimit + STARTING });
    return time <= timeLimit ? time : null;
  } catch (error) {
    if (error instanceof TimeLimitError) return null;
    throw error;
  }
}

function othersTable(worst) {
  const [{ lengths, timeLimit, shapes: asked }] = worst;
  const limit = `over ${timeLimit / 1000} s`;
  const words = (time) => (time === null ? limit : milliseconds(time));
  return {
    title: `The worst of ${asked.length} nasty values, the first call of a process`,
    columns: ['', ...lengths.flatMap((length) => [`${length / 1000} kB`, 'shape']), limit],
    rows: worst.map(({ reader, shapes }) => [reader, ...lengths.flatMap((_, place) => worstAt(shapes, place, words)), String(shapes.filter(({ times }) => times.at(-1) === null).length)]),
    notes: ['A reader that gives up counts as done.'],
  };
}

function worstAt(shapes, place, words) {
  const cost = ({ times }) => times[place] ?? Infinity;
  const worst = shapes.reduce((a, b) => (cost(b) > cost(a) ? b : a));
  return [words(worst.times[place]), worst.shape];
}
