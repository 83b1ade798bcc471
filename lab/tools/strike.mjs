/**
 * Preloaded into the real command line (`node --import`): sends a signal at one point of its work, in the very moment.
 * STRIKE is `SIGNAL WHOM MOMENT PATTERN`. WHOM: `us`, or the last child that was a guest's `qemu` or a `dlv` that debugs.
 * The moments: `spawn` (a program was started, its command line fits the pattern), `exit` (such a program ended), `write` (what is
 * sent to dlv, or to a guest, fits it).
 */
import childProcess from 'node:child_process';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

const [, signal, whom, moment, pattern] = /^(\S+) (us|qemu|dlv) (spawn|exit|write) (.+)$/.exec(process.env.STRIKE ?? '') ?? [];
const fits = new RegExp(pattern);
const WHO = { qemu: / -nodefaults /, dlv: /\bdlv (?!version)/ };
let victim = whom === 'us' ? process : undefined;
let struck = false;

function strike() {
  if (struck || !victim) return;
  struck = true;
  writeSync(2, `STRUCK ${moment} ${pattern}\n`);
  process.kill(victim.pid, signal);
}

const { spawn } = childProcess;
childProcess.spawn = (file, args, options) => {
  const child = spawn(file, args, options);
  const line = [file, ...args].join(' ');
  if (WHO[whom]?.test(line)) victim = child;
  if (fits.test(line)) {
    if (moment === 'spawn') strike();
    if (moment === 'exit') child.once('exit', strike);
  }
  return child;
};
syncBuiltinESMExports();

const { write } = Socket.prototype;
Socket.prototype.write = function (data, ...rest) {
  const now = moment === 'write' && fits.test(String(data));
  // dlv must not have answered already.
  if (now && whom === 'dlv') strike();
  const result = write.call(this, data, ...rest);
  if (now) strike();
  return result;
};
