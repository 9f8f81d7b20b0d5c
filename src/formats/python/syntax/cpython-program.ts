/** Memory of one interpreter, in bytes, where the platform lets it be limited. */
const MAX_MEMORY = 4 * 1024 ** 3;

/**
 * What the interpreter runs, for CPython 3.6 and later. It says `["ready"]`, then reads contents from its input, each
 * after its length (4 bytes, most significant first), and answers each with one line: `["valid"]`,
 * `["invalid", line, offset, hasText, message]` with the line and offset of the exception or null, or
 * `["unjudged", reason]`. It ends with its input. `compile()` neither runs nor imports what it reads.
 *
 * @param alarmAfter Seconds for one content after which the operating system ends it, in case nobody else is left to.
 */
export function cpythonProgram(alarmAfter: number): string {
  return PROGRAM.replace('ALARM_AFTER', alarmAfter.toString()).replace('MAX_MEMORY', MAX_MEMORY.toString());
}

// No module but built-in ones unless a content is invalid: importing is most of what starting costs.
// Code objects make no cycles, so collecting them only costs time.
const PROGRAM = `
import gc, sys
gc.disable()
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
except Exception:
    pass
try:
    from _signal import alarm
except ImportError:
    def alarm(seconds):
        pass

read = sys.stdin.buffer.read
write = sys.stdout.buffer.write
flush = sys.stdout.buffer.flush

def answer(*parts):
    import json
    return json.dumps(parts).encode('ascii')

def judge(source):
    try:
        compile(source, '<content>', 'exec', dont_inherit=True)
        return b'["valid"]'
    except SyntaxError as error:
        return answer('invalid', error.lineno, error.offset, error.text is not None, str(error.msg)[:2000])
    except ValueError as error:
        return answer('invalid', None, None, False, str(error)[:2000])
    except (RecursionError, MemoryError) as error:
        return answer('unjudged', 'nested too deep: ' + (str(error)[:200] or type(error).__name__))
    except Exception as error:
        return answer('unjudged', type(error).__name__ + ': ' + str(error)[:200])

write(b'["ready"]\\n')
flush()
while True:
    head = read(4)
    if len(head) < 4:
        break
    source = read(int.from_bytes(head, 'big'))
    alarm(ALARM_AFTER)
    write(judge(source) + b'\\n')
    flush()
    alarm(0)
`;
