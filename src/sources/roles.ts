import type { Role } from '../model/file.js';

const VENDORED_FOLDER =
  /^(?:vendor|vendored|third[-_]party|thirdparty|node_modules|bower_components|_vendor|extern|site-packages)$/i;
const GENERATED_FOLDER = /^(?:__generated__|generated|\.next|\.nuxt|\.svelte-kit)$/i;
const GENERATED_NAME =
  /_pb2(?:_grpc)?\.pyi?$|[._-](?:generated|gen|pb)\.\w+$|\.min\.[cm]?js$|(?:^|\/)next-env\.d\.ts$/i;
const TEMPLATE_NAME = /\.(?:example|template|sample|tmpl|tpl|j2|jinja2?|mustache|hbs|ejs)(?:\.\w+)?$/i;
const TEST_FOLDER =
  /^(?:tests?|__(?:tests?|mocks|fixtures|testfixtures|snapshots|testdata)__|mocks|spec|e2e|cypress|playwright|testdata|(?:unit|integration|functional|system|e2e|smoke)[-_]?tests?|tests?[-_](?:unit|integration|e2e|utils?|helpers?|data|support|fixtures?|suite|lib)|(?:[\w-]+[-_])?test[-_]?utils?)$/i;
const TEST_NAME =
  /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests|conftest)\.pyi?$|\.(?:(?:client|server|unit|int|integration|e2e|component|browser|node|a11y)?[-.]?test|spec|cy|e2e|e2e-spec)\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|playwright|cypress)[.-](?:setup|global)[^/]*$/i;
const TOOLING_FOLDER =
  /^(?:scripts?|tooling|dev[-_]?tools|bench(?:es|marks?)?|load[-_]?tests?|stories|\.storybook|alembic|seeds|seeders|examples?|vignettes|docs_src|documentation|\.github|\.circleci|\.ci|\.husky)$/i;
/** Words that name product code as well: they count near the root only, and not inside a source folder. */
const TOOLING_FOLDER_AT_TOP = /^(?:tools?|perf|(?:[\w]+[-_])?docs?|demos?|samples?|playgrounds?|seed|hack|ci)$/i;
const SOURCE_FOLDER = /^(?:src|app|lib)$/i;
/** Migrations of a database are numbered, dated or hashed; other files in such a folder are product code. */
const MIGRATION =
  /(?:^|\/)_?(?:db[-_]?)?migrations?\/(?:.*\/)?(?:__init__\.py|env\.py|(?:V?\d|[0-9a-f]{8})[^/]*(?:\/.*)?)$/i;
const TOOLING_NAME =
  /\.(?:stories|story|bench)\.[cm]?[jt]sx?$|(?:^|\/)(?:setup|noxfile|fabfile|locustfile|manage|conanfile|wscript|SConstruct)\.py$|(?:^|\/)(?:gulpfile|Gruntfile|rollup|webpack)[^/]*\.[cm]?[jt]s$|(?:^|\/)\.[^/]+rc\.[cm]?[jt]s$|(?:^|\/)seeds?(?:[-_]\w+)*\.(?:py|[cm]?[jt]s)$/i;
/** Of a tool; below `src` others than the common tools' are a part of the product (`src/config/database.config.ts`). */
const CONFIG_NAME =
  /^(?!(?:.*\/)?src\/).*\.(?:config|conf)\.[cm]?[jt]sx?$|(?:^|\/)(?:vite|vitest|jest|webpack|rollup|esbuild|tsup|babel|eslint|prettier|postcss|tailwind|next|nuxt|astro|svelte|playwright|cypress|karma|wdio|metro|drizzle|orval|codegen)[\w.-]*\.conf(?:ig)?\.[cm]?[jt]sx?$/i;

/**
 * The role that a path and its git attributes give a file; its content may still change it.
 * Folders count by whole segments, never by substring.
 */
export function roleOfPath(path: string, attributes?: ReadonlySet<string>): Role {
  if (attributes?.has('linguist-vendored')) return 'vendored';
  if (attributes?.has('linguist-generated')) return 'generated';
  const folders = path.split('/').slice(0, -1);
  if (folders.some((folder) => VENDORED_FOLDER.test(folder))) return 'vendored';
  if (TEMPLATE_NAME.test(path) || path.includes('{{')) return 'template';
  if (GENERATED_NAME.test(path) || folders.some((folder) => GENERATED_FOLDER.test(folder))) return 'generated';
  if (/\.d\.(?:\w+\.)?[cm]?ts$|\.pyi$/i.test(path)) return 'declaration';
  if (TEST_NAME.test(path)) return 'test';
  if (TOOLING_NAME.test(path) || CONFIG_NAME.test(path) || MIGRATION.test(path)) return 'tooling';
  return roleOfFolders(folders);
}

/** The outermost folder that says something decides: `tests/scripts/` is test, `scripts/tests/` tooling. */
function roleOfFolders(folders: readonly string[]): Role {
  for (const [depth, folder] of folders.entries()) {
    if (TEST_FOLDER.test(folder)) return 'test';
    if (TOOLING_FOLDER.test(folder)) return 'tooling';
    const isNearTop = depth < 2 && !folders.slice(0, depth).some((above) => SOURCE_FOLDER.test(above));
    if (isNearTop && TOOLING_FOLDER_AT_TOP.test(folder)) return 'tooling';
  }
  return 'source';
}
