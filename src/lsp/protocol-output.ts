import { Writable } from 'node:stream';

/**
 * Takes standard output for the protocol alone. Whatever else is written to it from now on, by a plug-in or a library, goes
 * to standard error: one stray byte would break the protocol.
 */
export function takeProtocolOutput(): Writable {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk, done);
    },
  });
}
