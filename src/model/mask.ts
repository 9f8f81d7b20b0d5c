/** Formats of live credentials whose values must never reach an output. The first group, if any, is kept. */
const CREDENTIALS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}\b/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\b(?:sk|rk|pk)_live_[A-Za-z0-9]{10,}\b/g,
  /\bsk-[A-Za-z0-9_-]{20,}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bnpm_[A-Za-z0-9]{30,}\b/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]{0,2000})?/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*/g,
  /(\bBearer\s{1,5})[A-Za-z0-9._~+/=-]{8,}/g,
  /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@'"`]{0,100}:)[^\s'"`]{1,200}(?=@[\w.-])/gi,
  /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[A-Za-z0-9_-]{16,}(?=@)/gi,
  /(\b[\w-]{0,60}(?:password|passwd|pwd|secret|api_?key|access_?token|auth_?token|private_?key)\w{0,20}["']?\]?\s{0,9}(?::\s{0,9}[\w.[\]| ]{1,40})?\s{0,9}[:=]\s{0,9}[a-z]{0,2}(?:"""|'''|["'`]))[^"'`]{4,400}(?=["'`]|$)/gi,
  /(\btoken["']?\s{0,9}[:=]\s{0,9}["'`])[A-Za-z0-9+/=_-]{24,400}(?=["'`]|$)/gi,
];

/** A part of every text that any of them matches: most texts have none, and are looked through once. */
const SIGN =
  /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|_live_|sk-|xox|AIza|npm_|eyJ|-----BEGIN|Bearer|:\/\/|passw|pwd|secret|api_?key|token|private_?key/i;

/** Stands where a credential stood. */
export const MASK = '•••';

/** `text` with everything that looks like a live credential replaced. */
export function maskSecrets(text: string): string {
  if (!SIGN.test(text)) return text;
  let masked = text;
  for (const credential of CREDENTIALS) {
    masked = masked.replace(credential, (_match, kept: unknown) => (typeof kept === 'string' ? kept : '') + MASK);
  }
  return masked;
}
