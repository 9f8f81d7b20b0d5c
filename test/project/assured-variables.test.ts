import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectOf } from './project-of.js';

const project = projectOf({
  'deploy/compose.yml': [
    'services:',
    '  api:',
    '    environment:',
    '      REDIS_HOST: ${REDIS_HOST:?set the cache}',
    '      - "SEARCH_URL=http://${SEARCH_DOMAIN?}/search"',
    '      BROKER_HOST: ${BROKER_HOST:-localhost}',
    '      # STOCK_HOST: ${STOCK_HOST:?}',
    '      MAIL_HOST: relay # not ${MAIL_HOST:?}',
    '      PRICE: $${PRICE:?}',
  ].join('\n'),
  'docker-compose.dev.yml': 'QUEUE_HOST: ${QUEUE_HOST:?}',
  'docker/testing/compose.yaml': 'TEST_HOST: ${TEST_HOST:?}',
  'notes.yml': 'NOTES_HOST: ${NOTES_HOST:?}',
  'web/package.json': '{"name":"web"}',
  'web/.env': '# for all\nexport API_URL="https://api.shop.io"\nEMPTY_URL=\n#OLD_URL=x\n',
  'web/.env.production': 'SITE_URL=https://shop.io\n',
  'web/.env.development': 'DEV_URL=http://localhost\n',
});

test('required interpolation demands the variable, and the one that is made from it', () => {
  for (const demanded of ['REDIS_HOST', 'SEARCH_URL', 'SEARCH_DOMAIN'])
    assert.ok(project.isAssured('shop/cart.py', demanded), demanded);
});

test('defaults, comments, escaped dollars, files for development or tests, and other files demand nothing', () => {
  for (const other of ['BROKER_HOST', 'STOCK_HOST', 'MAIL_HOST', 'PRICE', 'QUEUE_HOST', 'TEST_HOST', 'NOTES_HOST'])
    assert.not.ok(project.isAssured('shop/cart.py', other), other);
});

test('committed env files beside the package give what they set, to their own package', () => {
  const given = (path: string) =>
    ['API_URL', 'SITE_URL', 'EMPTY_URL', 'OLD_URL', 'DEV_URL'].filter((name) => project.isAssured(path, name));
  assert.equal(given('web/src/pages/index.ts'), ['API_URL', 'SITE_URL']);
  assert.equal(given('shop/cart.py'), []);
});

test.run();
