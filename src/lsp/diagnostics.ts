import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver/node';
import type { Finding, Severity } from '../model/finding.js';
import { safeText } from '../model/terminal-text.js';
import { toRange } from './positions.js';

/** What is known of an open document. */
export interface Judged {
  /** Of the text that was judged. */
  readonly version: number;
  /** That text. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Why the file, or a part of what is asked of it, was not checked. */
  readonly gaps: readonly { readonly reason: string; readonly isFailure: boolean }[];
}

export interface DiagnosticContext {
  /** The address of a file of the project. */
  readonly uriOf: (path: string) => string;
  /** The text of a document that is open; undefined for a file that is not. */
  readonly textOf: (path: string) => string | undefined;
  readonly showsRelated: boolean;
}

export const SOURCE = 'compliance';

/** What a client shows of a document: open findings, known ones as hints, none that are suppressed, and what was not checked. */
export function diagnosticsOf(judged: Judged, context: DiagnosticContext): Diagnostic[] {
  const shown = judged.findings.filter(({ status }) => status !== 'suppressed');
  return [...judged.gaps.map(gapDiagnostic), ...shown.map((finding) => toDiagnostic(finding, judged.text, context))];
}

export function toDiagnostic(finding: Finding, text: string, context: DiagnosticContext): Diagnostic {
  const isKnown = finding.status === 'baselined';
  const related = context.showsRelated ? relatedOf(finding, context) : [];
  return {
    range: toRange(finding.range, text),
    severity: isKnown ? DiagnosticSeverity.Hint : SEVERITY[finding.severity],
    code: finding.ruleId,
    source: SOURCE,
    message: `${safeText(finding.message)}${isKnown ? ' (Known: it is in the baseline.)' : ''}`,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    data: finding.fingerprint,
  };
}

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
};

function relatedOf({ related }: Finding, { uriOf, textOf }: DiagnosticContext): DiagnosticRelatedInformation[] {
  return related.map(({ path, range, message }) => ({
    location: { uri: uriOf(path), range: toRange(range, textOf(path)) },
    message: safeText(message),
  }));
}

/** A file of which nothing is said must not look like a clean one. */
function gapDiagnostic({ reason, isFailure }: Judged['gaps'][number]): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: isFailure ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information,
    code: 'not-checked',
    source: SOURCE,
    message: `Not checked: ${safeText(reason)}.`,
  };
}
