import { LogText } from '../../runLog/text';

let node: HTMLElement;
let log: LogText;

beforeEach(() => {
  node = document.createElement('pre');
  log = new LogText(node);
});

describe('a log that comes in parts', () => {
  it('puts them together', () => {
    log.append('one\ntw');
    log.append('o\nthree');
    expect(node.textContent).toBe('one\ntwo\nthree');
  });

  it('writes over a line that a part has cut', () => {
    log.append('10%\r5');
    log.append('0%\r100');
    expect(node.textContent).toBe('100');
    log.append('%\nnext\n');
    expect(node.textContent).toBe('100%\nnext\n');
  });

  it('takes away a colour code that a part has cut', () => {
    log.append('\u001b[3');
    log.append('1mred\u001b[0m');
    expect(node.textContent).toBe('red');
  });

  it('puts what is older before it, across a line that was cut', () => {
    log.append('50%\r100%\nlast');
    log.prepend('first\n10%\r2');
    log.append(' line');
    expect(node.textContent).toBe('first\n100%\nlast line');
  });
});
