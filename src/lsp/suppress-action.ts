import {
  CodeActionKind,
  type CodeAction,
  type Command,
  type Position,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findPlace, type SuppressionPlace } from '../commands/suppress-comment.js';
import { obstacleTo } from '../commands/suppress-targets.js';
import { countText } from '../model/count-text.js';
import { UserError } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import type { ActionContext } from './code-actions.js';
import { toDiagnostic, type Judged } from './diagnostics.js';
import { hasMark } from './positions.js';
import { documentEdit } from './workspace-edit.js';

/** Shows the place where a reason is to be written: `[uri, range]`. */
export const SHOW_PLACE = 'compliance.showPlace';

/** Stands for the reason while a place is looked for; no comment has it. */
const REASON = 'reason-to-be-written';

/** Finding a place parses the text twice, while the editor waits; in longer ones the command line does it. UTF-16 units. */
const LONGEST_TEXT = 500_000;

/**
 * Writes a suppression that lacks its reason, where `compliance suppress` would write it, and puts the cursor where the
 * reason goes. Until that is written the suppression counts for nothing, and is a finding itself. Undefined for a finding
 * that no comment can suppress.
 */
export async function suppressAction(finding: Finding, context: ActionContext): Promise<CodeAction | undefined> {
  if (context.judged.text.length > LONGEST_TEXT || obstacleTo(finding, context) !== undefined) return undefined;
  const place = await placeOf(finding, context);
  if (place === undefined) return undefined;
  const also = alsoCovered(finding, place, context.judged);
  const others = also === 0 ? '' : `; covers ${countText(also, 'other finding')}, too`;
  return {
    title: `Suppress ${finding.ruleId} with a reason${others}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, context.judged.text, context.diagnostics)],
    ...insertion(place, context),
  };
}

async function placeOf(finding: Finding, { judged, rules }: ActionContext): Promise<SuppressionPlace | undefined> {
  const isKnownRule = (ruleId: string): boolean => rules.some(({ id }) => id === ruleId);
  try {
    return (await findPlace(Buffer.from(judged.text), finding, { reason: REASON, until: null, isKnownRule })).place;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** How many other findings of the rule the comment would suppress. */
function alsoCovered(finding: Finding, { covered, findingLine }: SuppressionPlace, { findings }: Judged): number {
  const added = findingLine - finding.range.start.line;
  return findings.filter(({ ruleId, status, range: { start } }) => {
    const isOther = start.line !== finding.range.start.line && status !== 'suppressed' && ruleId === finding.ruleId;
    return isOther && covered.first <= start.line + added && start.line + added <= covered.last;
  }).length;
}

function insertion(
  { at, text }: SuppressionPlace,
  { judged, abilities, edits: { openFile, knowsVersions }, path }: ActionContext,
): Pick<CodeAction, 'edit' | 'command'> {
  const open = openFile(path);
  if (open === undefined) return {};
  const document = TextDocument.create(open.uri, '', judged.version, judged.text);
  const start = document.positionAt(at + (hasMark(judged.text) ? 1 : 0));
  const range = { start, end: start };
  const [before = '', after = ''] = text.split(REASON);
  if (abilities.takesSnippets) {
    const snippet = { kind: 'snippet', value: `${escaped(before)}$0${escaped(after)}` } as const;
    return { edit: { documentChanges: [documentEdit(open, [{ range, snippet }])] } };
  }
  const plain = { range, newText: before + after };
  const edit: WorkspaceEdit = knowsVersions
    ? { documentChanges: [documentEdit(open, [plain])] }
    : { changes: { [open.uri]: [plain] } };
  // The comment's first line is the only one, so the reason stands on the line of its start.
  const cursor: Position = { line: start.line, character: start.character + before.length };
  return abilities.showsDocuments ? { edit, command: showPlace(open.uri, cursor) } : { edit };
}

function showPlace(uri: string, at: Position): Command {
  return { title: 'Write the reason', command: SHOW_PLACE, arguments: [uri, { start: at, end: at }] };
}

/** What snippets would read as their own. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
