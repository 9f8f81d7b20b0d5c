import { defineReporter } from 'compliance-linter';
import type { Finding, Severity } from 'compliance-linter';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Degradation {
  readonly description: string;
  readonly check_name: string;
  /** Different for each entry: GitLab compares branches by it. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const SEVERITY: Readonly<Record<Severity, Degradation['severity']>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};

export default defineReporter({
  summary: 'A code quality report of GitLab: everything but suppressed findings; GitLab itself tells which are new.',
  extension: 'json',
  *render(report) {
    const fingerprint = uniqueFingerprints();
    let separator = '[';
    for (const finding of report.findings) {
      if (finding.status === 'suppressed') continue;
      yield `${separator}\n${printJson(describe(finding, fingerprint(finding)))}`;
      separator = ',';
    }
    yield separator === '[' ? '[]\n' : '\n]\n';
  },
});

function describe({ ruleId, severity, path, range, message }: Finding, fingerprint: string): Degradation {
  return {
    description: message,
    check_name: ruleId,
    fingerprint,
    severity: SEVERITY[severity],
    location: { path, lines: { begin: range.start.line, end: range.end.line } },
  };
}

/** Fingerprints are unique within a file; where two files share one, the later gets a number. */
function uniqueFingerprints(): (finding: Finding) => string {
  const counts = new Map<string, number>();
  return ({ fingerprint }) => {
    const count = counts.get(fingerprint) ?? 0;
    counts.set(fingerprint, count + 1);
    return count === 0 ? fingerprint : `${fingerprint}-${(count + 1).toString()}`;
  };
}

/** JSON in ASCII: no byte order, terminal or bidirectional text can change what it says. */
function printJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
