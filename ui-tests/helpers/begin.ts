import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

/** Begin a command that ends with the dialog it opens, which a test may leave open. */
export function begin(
  page: IJupyterLabPageFixture,
  command: string,
  args = {}
): Promise<void> {
  return page.evaluate(
    ([id, values]) => {
      void window.jupyterapp.commands.execute(id, values);
    },
    [command, args] as const
  );
}
