import type { Example } from 'compliance-linter';
import { files, PYDANTIC } from './example-files.js';

const CALL = [PYDANTIC, '', 'class ToolCall(BaseModel):', '    name: str', '    text: str'];
const PARTIAL_CALL = [PYDANTIC, '', 'class ToolCall(BaseModel):', '    name: str | None', '    text: str | None'];
const VIEW = ['    def head(self):', '        return 1', '', '    def get(self):', '        return 2'];

/** Definitions that are right to have one name, or whose name alone is wrong. */
export const unrelatedDefinitions: readonly Example[] = [
  {
    title: 'Migrations in folders of other names, and dated ones below `migration/`',
    preset: 'strict',
    files: files({
      'server/database/_migrations/versions/one/2022_01_20_first.py': CALL,
      'server/database/_migrations/versions/two/2022_01_20_first.py': CALL,
      'database/migration/20251208033316_remove_images/types.ts': [
        'export interface Block { id: string; url: string }',
      ],
      'database/migration/20260119123112_add_rules/types.ts': ['export interface Block { id: string; url: string }'],
    }),
  },
  {
    title: 'Two types that a literal tells apart are different things',
    preset: 'strict',
    files: files({
      'src/a.ts': ["export type Notice = { kind: 'mail'; id: string; at: number };"],
      'src/b.ts': ["export type Notice = { kind: 'push'; id: string; at: number };"],
      'app/a.py': [
        'from typing import Literal',
        PYDANTIC,
        '',
        'class Failure(BaseModel):',
        '    ok: Literal[True]',
        '    id: str',
      ],
      'app/b.py': [
        'from typing import Literal',
        PYDANTIC,
        '',
        'class Failure(BaseModel):',
        '    ok: Literal[False]',
        '    id: str',
      ],
    }),
  },
  {
    title: 'Two types about things that a literal tells apart',
    preset: 'strict',
    files: files({
      'src/menu.ts': [
        "export type Link = { type: 'link'; title: string };",
        "export type Category = { type: 'category'; title: string };",
      ],
      'src/link.ts': [
        "import type { Link } from './menu';",
        'export type ItemProps = { item: Link; nested: boolean };',
      ],
      'src/category.ts': [
        "import type { Category } from './menu';",
        'export type ItemProps = { item: Category; nested: boolean };',
      ],
    }),
  },
  {
    title: 'Two drifted types that one file imports under names of their own are different things',
    files: files({
      'app/call.py': CALL,
      'app/stream.py': PARTIAL_CALL,
      'app/trace.py': [
        'from app.call import ToolCall as WholeCall',
        'from app.stream import ToolCall as PartialCall',
        '',
        'def whole(call: PartialCall) -> WholeCall: ...',
      ],
    }),
  },
  {
    title: 'Recommended: constants of a class with other values',
    files: files({
      'mailer/base.py': ['class Job:', '    def run(self):', '        return self.label'],
      'mailer/a.py': ['from mailer.base import Job', '', 'class Export(Job):', '    label = "Export"', '    size = 1'],
      'mailer/b.py': ['from mailer.base import Job', '', 'class Export(Job):', '    label = "Export"', '    size = 2'],
    }),
  },
  {
    title: 'Strict: what both inherit is no overlap',
    preset: 'strict',
    files: files({
      'site/a/base.py': ['class EditableView:', ...VIEW, '', '    def post(self):', '        return 3'],
      'site/b/base.py': ['class View:', ...VIEW],
      'site/a/asset.py': [
        'from .base import EditableView',
        '',
        'class Asset(EditableView):',
        '    def put(self):',
        '        return 4',
      ],
      'site/b/asset.py': ['from .base import View', '', 'class Asset(View):', '    def put(self):', '        return 5'],
    }),
  },
  {
    title: 'Strict: the names that every component gives to its variants',
    preset: 'strict',
    files: files({
      'src/button.ts': ["export type Variant = 'primary' | 'secondary' | 'danger';"],
      'src/badge.ts': ["export type Variant = 'primary' | 'secondary' | 'success';"],
    }),
  },
];
