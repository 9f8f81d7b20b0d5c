import type { Template } from '../../template.js';
import { inDatabaseCode } from './database-code.js';
import { breach, elsewhere, handler, name, nothing } from './typescript-forms.js';
import { TYPESCRIPT_STATEMENTS } from './typescript-statements.js';

const CLASSES: readonly Template[] = [
  breach(
    'method of a handler',
    (w) => `
export class ${w.first.pascal}Handler {
  constructor(private readonly service: any) {}

  async handle(message: unknown) {
»     this.service.${name(w)} = ${nothing(w)};
    await this.service.${w.verb.camel}(message);
  }
}`,
  ),
  breach(
    'another object of this',
    (w) => `
class ${w.first.pascal}Consumer extends BaseConsumer {
  private readonly ${w.noun.camel}Service: any;

  consume = async (message: unknown) => {
»     this.${w.noun.camel}Service.${name(w)} = ${nothing(w)};
  };
}`,
    { imports: ["import { BaseConsumer } from '@acme/messaging';"] },
  ),
  breach(
    'decorated method',
    (w) => `
@Injectable()
export class ${w.first.pascal}Handler {
  @EventPattern('${w.noun.camel}.${w.verb.camel}')
  async ${w.verb.camel}(event: any, service: any) {
»     service.${name(w)} = ${nothing(w)};
    return event;
  }
}`,
    {
      imports: [
        "import { Injectable } from '@nestjs/common';",
        "import { EventPattern } from '@nestjs/microservices';",
      ],
    },
  ),
  breach(
    'static method',
    (w) => `
export class ${w.first.pascal} {
  static dispatch(message: unknown, service: any) {
»     service.${name(w)} = ${nothing(w)};
    return message;
  }
}`,
  ),
  breach(
    'method of an object',
    (w) => `
export const ${w.first.camel} = {
  async handle(message: unknown, service: any) {
»     service.${name(w)} = ${nothing(w)};
    return message;
  },
};`,
  ),
];

const OTHER_MODULES: readonly Template[] = [
  elsewhere(
    'onMessage',
    (w) => `
export async function onMessage(message: unknown, ${w.first.camel}: any) {
»   ${w.first.camel}.${name(w)} = ${nothing(w)};
}`,
  ),
  elsewhere(
    'onMessage of a class',
    (w) => `
export class ${w.first.pascal} {
  onMessage(service: any, message: unknown) {
»     service.${name(w)} = ${nothing(w)};
    return message;
  }
}`,
  ),
  elsewhere(
    'class named a handler',
    (w) => `
export class ${w.first.pascal}Handler {
  handle(message: unknown, service: any) {
»     service.${name(w)} = ${nothing(w)};
  }
}`,
  ),
  elsewhere(
    'class named a consumer',
    (w) => `
export class ${w.first.pascal}Consumer {
  receive(message: any) {
»     message.${name(w)} = ${nothing(w)};
  }
}`,
  ),
  elsewhere(
    'WebSocketGateway',
    (w) => `
@WebSocketGateway()
export class ${w.first.pascal} {
  @SubscribeMessage('${w.noun.camel}')
  receive(service: any, payload: unknown) {
»     service.${name(w)} = ${nothing(w)};
    return payload;
  }
}`,
    { imports: ["import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';"] },
  ),
];

/** Where nothing else in the file speaks of a database. */
const ALONE: readonly Template[] = [
  handler('db_session, no other sign of a database', () => `» service.db_session = null;`),
  handler('dbSession, no other sign of a database', () => `» context.dbSession = null;`),
  handler('db, no other sign of a database', () => `» service.db = null;`),
  handler('session, no other sign of a database', () => `» service.session = null;`),
  handler('subscript session, no other sign of a database', () => `» context['session'] = null;`),
];

const IN_DATABASE_CODE = [...TYPESCRIPT_STATEMENTS, ...CLASSES, ...OTHER_MODULES].map((template) => {
  return inDatabaseCode(template, "import type { EntityManager } from 'typeorm';");
});

export const TYPESCRIPT_BREACHES: readonly Template[] = [...IN_DATABASE_CODE, ...ALONE];
