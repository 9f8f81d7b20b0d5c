import { wordsOf } from './names.js';

/** True for a library that talks to a database, and for a module of one's own that is named for that. */
export function isDatabaseModule(module: string): boolean {
  return DATABASE_LIBRARY.test(module) || wordsOf(module).some((word) => DATABASE_MODULE_WORDS.has(word));
}

const DATABASE_LIBRARY =
  /^(?:sqlalchemy|sqlmodel|advanced_alchemy|flask_sqlalchemy|fastapi_async_sqlalchemy|asyncpg|psycopg2?|aiosqlite|sqlite3|databases|tortoise|peewee|gino|ormar|pony|neo4j|neomodel|cassandra|beanie|motor|pymongo|mongoengine|alembic|django\.db|typeorm|@mikro-orm\/|sequelize|mongoose|mongodb|@prisma\/client|drizzle-orm|knex|kysely|objection|pg|mysql2?|better-sqlite3|neo4j-driver|cassandra-driver|@nestjs\/(?:typeorm|mongoose|sequelize))(?=$|[./-])/;

const DATABASE_MODULE_WORDS: ReadonlySet<string> = new Set(
  'db database databases persistence repository repositories repos repo dao daos crud orm uow sessionmaker'.split(' '),
);

/** True for a library with sessions of another kind. */
export function isOtherSessionLibrary(module: string): boolean {
  return OTHER_LIBRARY.test(module);
}

const OTHER_LIBRARY =
  /^(?:aiohttp|requests|requests_\w+|httpx|curl_cffi|cloudscraper|niquests|boto3|aioboto3|aiobotocore|botocore|playwright|selenium|tensorflow|onnxruntime|google\.genai|google\.adk|openai|anthropic|mcp|fastmcp|livekit|paramiko|asyncssh|pexpect|libtmux|telethon|pyrogram|aiogram|telegram|discord|pysnmp|evennia|express-session|koa-session|cookie-session|next-auth|@auth\/|better-auth|iron-session|@supabase\/|react|vue|svelte|@angular\/|onnxruntime-web|onnxruntime-node|openvidu-browser|@modelcontextprotocol\/|puppeteer|@playwright\/|electron|node-pty|ssh2|telegraf|grammy)(?=$|[./-]|(?<=\/))/;
