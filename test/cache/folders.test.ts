import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheFolder } from '../../src/cache/folders.js';

test('the folder is the one that the user names, if its path is absolute; else where the system keeps such things', () => {
  const inHome = join(homedir(), '.cache', 'compliance-linter');
  assert.is(cacheFolder({ COMPLIANCE_CACHE_DIR: '/srv/ci', XDG_CACHE_HOME: '/srv/cache' }, 'linux'), '/srv/ci');
  assert.is(cacheFolder({ COMPLIANCE_CACHE_DIR: 'relative' }, 'linux'), join(process.cwd(), 'relative'));
  assert.is(cacheFolder({ XDG_CACHE_HOME: '/srv/cache' }, 'linux'), join('/srv/cache', 'compliance-linter'));
  for (const env of [{ XDG_CACHE_HOME: 'cache' }, { XDG_CACHE_HOME: '' }, {}]) {
    assert.is(cacheFolder(env, 'linux'), inHome);
  }
  assert.is(cacheFolder({}, 'darwin'), join(homedir(), 'Library', 'Caches', 'compliance-linter'));
  assert.is(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32'), join('/local', 'compliance-linter'));
  assert.is(cacheFolder({}, 'win32'), undefined);
});

test.run();
