import type { ParsedFile } from 'compliance-linter';

const SESSION_SOURCE =
  '(?:get_?(?:\\w{1,30}_)?(?:db|session|database)|(?:\\w{0,40}_)?session(?:_?(?:maker|factory|scope|context|local|manager))?|' +
  '\\w{0,40}Session(?:Local|Maker|Factory|Scope)?|\\w{0,40}(?:unit_?of_?work|uow)\\w{0,20}|begin|transaction|atomic)';
const OTHER_SOURCE = '(?:ClientSession|requests\\.[sS]ession|InferenceSession|AppSession|WebSocketSession)';

const PYTHON = new RegExp(
  // A context manager, a generator, or a plain call that makes a session.
  `\\b(?:with|in)\\s{1,9}(?![\\w.]{0,80}${OTHER_SOURCE})(?:[\\w.]{1,80}\\.)?${SESSION_SOURCE}\\s{0,9}\\(|` +
    `=\\s{0,9}(?:await\\s{1,9})?(?:a?next\\s{0,9}\\(\\s{0,9})?(?:[\\w.]{1,80}\\.)?` +
    '(?:\\w{0,40}(?:SessionLocal|SessionMaker|SessionFactory|session_?maker|session_?factory)|get_(?:db|session|db_session|async_session)|(?:open|create|new|make)_?(?:db_?)?[sS]ession)\\s{0,9}\\(',
  'gi',
);

const ECMASCRIPT =
  /\$transaction\s{0,9}\(|\.\s{0,9}(?:transaction|transactional|fork|createQueryRunner|startSession|withTransaction|runInTransaction|inTransaction|withSession)\s{0,9}[(<]|\b(?:runInTransaction|inTransaction|withTransaction|withUnitOfWork|with(?:Db|Database|New)?Session|openSession|createSession|getSession|startSession)\s{0,9}\(|\b(?:unitOfWork|uow)\w{0,20}\s{0,9}\.\s{0,9}(?:run|start|begin|execute|do|with)\w{0,20}\s{0,9}\(/gi;

/** The offsets at which code opens a unit of work of its own, ascending. */
export function findUnitsOfWork(file: ParsedFile): readonly number[] {
  const offsets: number[] = [];
  for (const { node, match } of file.nodesAt(file.format === 'python' ? PYTHON : ECMASCRIPT)) {
    if (!/comment|string|template|regex/.test(node.type)) offsets.push(match.index);
  }
  return offsets;
}
