import { createInterface } from 'node:readline/promises';

/**
 * Asks a question that is answered by yes (which is meant if nothing is typed) or no. The end of the input and Ctrl-C are
 * no yes.
 */
export async function confirm(
  question: string,
  streams: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
): Promise<boolean> {
  const lines = createInterface(streams);
  // The question is never answered then.
  const ended = new Promise<string>((resolve) => {
    lines.once('close', () => {
      streams.output.write('\n');
      resolve('no');
    });
  });
  const answer = await Promise.race([lines.question(`${question} [Y/n] `), ended]);
  lines.removeAllListeners('close').close();
  return /^(?:y|yes|)$/i.test(answer.trim());
}
