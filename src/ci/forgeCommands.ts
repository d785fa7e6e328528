import type { CommandRegistry } from '@lumino/commands';

import { CommandIDs } from '../tokens';
import type { CiActions } from './actions';

const TEXT = { type: 'string' } as const;

/** Add what is asked of forges, as commands; who calls says of which. */
export function addForgeCommands(
  commands: CommandRegistry,
  { model, work, trans }: CiActions
): void {
  commands.addCommand(CommandIDs.rerunPipeline, {
    label: trans.__('Run Pipeline Again'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          remote: TEXT,
          pipeline: TEXT,
          job: TEXT,
          failed_only: { type: 'boolean' }
        },
        required: ['remote', 'pipeline']
      }
    },
    execute: async ({ remote, pipeline, job, failed_only: failedOnly }) => {
      if (typeof remote === 'string' && typeof pipeline === 'string') {
        const ids = { remote, pipeline, failed_only: failedOnly === true };
        await work.rerun(typeof job === 'string' ? { ...ids, job } : ids);
      }
    }
  });
  commands.addCommand(CommandIDs.cancelPipeline, {
    label: trans.__('Cancel Pipeline'),
    describedBy: {
      args: {
        type: 'object',
        properties: { remote: TEXT, pipeline: TEXT },
        required: ['remote', 'pipeline']
      }
    },
    execute: async ({ remote, pipeline }) => {
      if (typeof remote === 'string' && typeof pipeline === 'string') {
        await work.cancelPipeline(remote, pipeline);
      }
    }
  });
  commands.addCommand(CommandIDs.postStatus, {
    label: trans.__('Write Verdict as Commit Status'),
    describedBy: {
      args: {
        type: 'object',
        properties: { remote: TEXT },
        required: ['remote']
      }
    },
    isEnabled: () => model.ci.run !== null,
    execute: async ({ remote }) => {
      const { run } = model.ci;
      if (run && typeof remote === 'string') {
        await work.postStatus(remote, run);
      }
    }
  });
}
