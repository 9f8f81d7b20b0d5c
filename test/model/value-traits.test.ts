import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { traitsOf } from '../../src/model/value-traits.js';

test('what is plain is shown, what may be a secret is not', () => {
  const shown = (name: string, value: string): string => traitsOf(name, value).shown;
  assert.is(shown('REDIS_HOST', 'redis'), 'redis');
  assert.is(shown('API_URL', 'https://api.shop.io/v1'), 'https://api.shop.io/v1');
  assert.is(shown('DB_PASSWORD', 'kestrel'), '•••');
  assert.is(shown('SIGNING_KEY', 'kestrel'), '•••');
  assert.is(shown('DATABASE_URL', 'postgres://shop:kestrel@db:5432/shop'), 'postgres://•••@db:5432/•••');
  assert.is(shown('NOTE', 'b64+8s7df6s8d7f6+long/enough=='), '•••');
  assert.is(shown('DEBUG', ' '), '');
});

test('a connection is described without its credentials', () => {
  assert.equal(
    traitsOf('DATABASE_URL', 'postgresql+asyncpg://shop:kestrel@db.shop.io/shop?sslmode=require').connection,
    {
      scheme: 'postgresql',
      host: 'db.shop.io',
      isLocalhost: false,
      isSocket: false,
      isEncrypted: true,
      fault: null,
    },
  );
  const connection = (value: string) => traitsOf('DATABASE_URL', value).connection;
  assert.is(connection('postgres://shop@localhost/shop')?.isLocalhost, true);
  assert.is(connection('postgres://shop@/shop?host=/cloudsql/shop:eu:db')?.host, '/cloudsql/shop:eu:db');
  assert.is(connection('postgres://shop@db/shop?host=/cloudsql/x')?.fault, 'it names both a socket and a host');
  assert.is(connection('postgres://shop:k@st@db/shop')?.fault, 'its password has an `@` that is not percent-encoded');
  assert.is(connection('postgres://shop@db:port/shop')?.fault, 'its port is no number of a port');
  assert.is(connection('postgres://shop@${DB_HOST}:5432/shop')?.host, null);
  assert.is(traitsOf('REDIS_HOST', '127.0.0.1:6379').connection?.isLocalhost, true);
  assert.is(traitsOf('LOG_LEVEL', 'localhost').connection, null);
});

test.run();
