import type { CheckRequest } from './check.js';
import { collect } from './facts/collect.js';
import { isCrossFile } from './facts/selection.js';
import { loadFormats } from './formats/formats.js';
import { policyOf } from './judge-project.js';
import { Judgement } from './judge/judgement.js';
import type { Report } from './model/report.js';
import type { Rule } from './model/rule.js';
import { planJobs } from './plan.js';
import { reportProject } from './report-project.js';

/**
 * A first look at the selected files alone: what can be said of each without facts of any other. Nothing is said of
 * suppressions that cover nothing, because other rules have not spoken yet. The report counts these files only.
 */
export async function glance(request: CheckRequest, paths: readonly string[]): Promise<Report> {
  const { source, rules, configuration } = request;
  const plan = planJobs({ ...request, formats: await loadFormats() });
  const files = await collect({
    jobs: paths.flatMap((path) => plan.job(path) ?? []),
    rules,
    maxFileSize: configuration.run.maxFileSize,
    read: (path) => source.read(path),
    workers: 0,
  });
  const judgement = new Judgement({
    source,
    rules: rules.filter(needsNoOthers),
    policy: policyOf({ ...request, isWhole: false }),
    describe: plan.describe,
    recording: 'nothing',
  });
  judgement.update({ changed: files, removed: [], others: [] });
  const report = reportProject(request, { plan, files, judgement });
  return { ...report, findings: report.findings.filter(({ ruleId }) => ruleId !== 'unused-suppression') };
}

function needsNoOthers(rule: Rule): boolean {
  return !isCrossFile(rule) && rule.asks === undefined;
}
