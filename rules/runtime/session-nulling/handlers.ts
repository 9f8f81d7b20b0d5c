import { matchesName } from './names.js';
import type { Enclosing } from './facts.js';

/** Patterns for names by which the handlers of messages are known. */
export interface HandlerNames {
  readonly modules: readonly string[];
  readonly classes: readonly string[];
  readonly functions: readonly string[];
  readonly decorators: readonly string[];
}

export const HANDLER_MODULES = ['*handler*', '*consumer*', '*subscriber*', '*listener*', '*websocket*'];
export const HANDLER_CLASSES = ['*handler*', '*consumer*', '*subscriber*', '*listener*', '*websocket*'];
export const HANDLER_FUNCTIONS = [
  'handle',
  'handle_*',
  '*_handler',
  'consume',
  'consume_*',
  'on_message*',
  'on_event',
  'each_message',
  'each_batch',
  'process_message*',
  'process_event*',
  'websocket_endpoint',
  'worker',
];
export const HANDLER_DECORATORS = [
  '*handler*',
  '*listener*',
  '*subscribe*',
  '*consume*',
  '*websocket*',
  '*message_pattern',
  '*event_pattern',
  'on_event',
  'sio.on',
  'sio.event',
  'socketio.on',
  '*.on_message',
  'shared_task',
  '*.task',
  'actor',
  '*.actor',
  'process',
  'processor',
];

/** True if the place is in a handler of messages: by the names of its file and folders, or by those around it. */
export function isInHandler(path: string, { functions, classes, decorators }: Enclosing, names: HandlerNames): boolean {
  return (
    matchesAny(modulesOf(path), names.modules) ||
    matchesAny(classes, names.classes) ||
    matchesAny(functions, names.functions) ||
    matchesAny(decorators, names.decorators)
  );
}

/** The folders and the file's name without its extension. */
function modulesOf(path: string): readonly string[] {
  return path.replace(/\.\w+$/, '').split('/');
}

function matchesAny(names: readonly string[], patterns: readonly string[]): boolean {
  return names.some((name) => patterns.some((pattern) => matchesName(name, pattern)));
}
