import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ImportFact } from '../../src/model/facts.js';
import { importsOfName, pythonQualifiedNames } from '../../src/syntax/imported-names.js';
import { parseContent } from '../formats/parse.js';

async function importsOf(path: string, text: string): Promise<readonly ImportFact[]> {
  return (await parseContent(path, text)).facts<ImportFact>('imports');
}

test('a local name stands for what its imports bind to it, fallbacks included', async () => {
  const imports = await importsOf(
    'web/cart.ts',
    "import React, { useState as state } from 'react';\nimport * as api from './api';\nexport { state } from './state';\n",
  );
  assert.equal(importsOfName('state', imports), [{ specifier: 'react', imported: 'useState' }]);
  assert.equal(importsOfName('React', imports), [{ specifier: 'react', imported: 'default' }]);
  assert.equal(importsOfName('api', imports), [{ specifier: './api', imported: '*' }]);
  assert.equal(importsOfName('missing', imports), []);
});

test('the first word of a dotted name of Python is replaced by what it is imported from', async () => {
  const imports = await importsOf(
    'shop/orders.py',
    [
      'import unittest.mock',
      'import unittest.mock as um',
      'from unittest import mock as m',
      'from . import clock',
      'from ..money import Money',
      'try:',
      '    from orjson import loads',
      'except ImportError:',
      '    from json import loads',
      'from shop.names import *',
    ].join('\n'),
  );
  assert.equal(pythonQualifiedNames('unittest.mock.patch', imports), ['unittest.mock.patch']);
  assert.equal(pythonQualifiedNames('um.patch.object', imports), ['unittest.mock.patch.object']);
  assert.equal(pythonQualifiedNames('m.patch', imports), ['unittest.mock.patch']);
  assert.equal(pythonQualifiedNames('clock.now', imports), ['.clock.now']);
  assert.equal(pythonQualifiedNames('Money', imports), ['..money.Money']);
  assert.equal(pythonQualifiedNames('loads', imports), ['orjson.loads', 'json.loads']);
  assert.equal(pythonQualifiedNames('Order', imports), []);
});

test.run();
