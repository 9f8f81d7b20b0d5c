/** A mistake in arguments or configuration: printed as message and hint, without a stack; the exit code is 2. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    /** What to do about it. */
    readonly hint?: string,
  ) {
    super(message);
  }
}
