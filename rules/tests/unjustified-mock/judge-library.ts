import type { BindingFact, ImportedAs, ImportFact, Project } from 'compliance-linter';
import { functionsOfExport } from './ecmascript-libraries.js';
import type { Mock, UndefinedName } from './facts.js';
import type { Origins } from './judge-origin.js';
import { creatorOf } from './python-creators.js';

/** A test file and what it can ask. */
export interface TestFile {
  readonly path: string;
  readonly format: string;
  readonly project: Project;
  readonly origins: Origins;
}

/** True if what a mock seems to be made by is a mocking library's, as the other files of the project tell. */
export function isLibraryMock(mock: Mock, test: TestFile): boolean {
  const { through, stars, fixture, creator } = mock;
  if (fixture !== undefined) return !isRedefined(fixture, test);
  if (stars !== undefined)
    return stars.some((specifier) => passesOn({ specifier, imported: memberOf(creator) }, creator, test));
  if (through === undefined) return true;
  return test.format === 'python' ? passesOn(through, creator, test) : passesOnModule(through, test);
}

/** `patch.object` of `unittest.mock.patch.object`. */
function memberOf(creator: string): string {
  return creator.replace(/^unittest\.mock\./, '');
}

function passesOn(imported: ImportedAs, creator: string, { path, origins }: TestFile): boolean {
  const origin = origins.ofImport(imported, [], path);
  return origin.kind === 'external' && creatorOf(origin.name)?.name === creator;
}

/** True if a `conftest.py` around the test defines the fixture: it gives something else than the plug-in's. */
function isRedefined(fixture: string, { path, project }: TestFile): boolean {
  const folders = path.split('/').slice(0, -1);
  return [...folders, ''].some((_, depth) => {
    const conftest = [...folders.slice(0, depth), 'conftest.py'].join('/');
    return project
      .facts<BindingFact>(conftest, 'bindings')
      .some(({ name, kind }) => name === fixture && kind === 'function');
  });
}

/** Longest chain of re-exports that is followed. */
const MAX_STEPS = 20;

/** True if the export of an ECMAScript module is a mocking library's, or comes from a package, which may pass one on. */
function passesOnModule(through: ImportedAs, { path, project }: TestFile): boolean {
  const pending = [{ ...through, from: path }];
  for (const { specifier, imported, from } of pending) {
    if (functionsOfExport(specifier, imported === '*' ? [] : [imported]).size > 0) return true;
    const resolution = project.resolve(from, specifier);
    if (resolution.kind === 'external') return true;
    if (resolution.kind !== 'file' || pending.length > MAX_STEPS) continue;
    for (const fact of project.facts<ImportFact>(resolution.path, 'imports')) {
      for (const { imported: name, local } of fact.names) {
        const isStar = name === '*' && local === '';
        if (local === imported || isStar) {
          pending.push({ specifier: fact.specifier, imported: isStar ? imported : name, from: resolution.path });
        }
      }
    }
  }
  return false;
}

/** True if nothing can bind the name: not even the modules that the file imports everything from. */
export function isUndefined({ name, stars }: UndefinedName, { path, format, origins }: TestFile): boolean {
  if (format !== 'python') return stars.length === 0;
  return isRun(path) && !stars.some((specifier) => origins.mayStarBind(specifier, name, path));
}

/** A file that test runners load. Others among tests may be data that is never run. */
function isRun(path: string): boolean {
  return (
    /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests|conftest)\.py$/.test(path) &&
    !/(?:^|\/)(?:data|testdata|test_data|fixtures|samples?|resources|snapshots?|cases)\//.test(path)
  );
}
