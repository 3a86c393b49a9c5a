import type { OperationContext } from '@directus/types';
import type { HostContext } from '../host-context.ts';
import { asDirectusError } from '../http/directus-error.ts';
import type { FlowContext } from './flow-context.ts';

type Run<Options> = (host: HostContext, options: Options, flow: FlowContext) => Promise<unknown>;

/** An operation of ours as Directus calls one: what is wrong ends the flow's step with an error of Directus's kind. */
export const flowOperation =
	<Options>(run: Run<Options>) =>
	async (options: Options, context: OperationContext): Promise<unknown> => {
		try {
			return await run(context as unknown as HostContext, options, context as unknown as FlowContext);
		} catch (error) {
			throw asDirectusError(error);
		}
	};
