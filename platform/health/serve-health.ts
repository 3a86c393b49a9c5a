import type { RequestHandler, Response } from 'express';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import type { Health } from '../../domain/operations/health/contract.ts';
import { handler } from '../http/route.ts';
import type { CheckSources } from './checks/check-question.ts';

/** The three answers for everybody: whether we are well and no more, not even a version. */
export function healthHandlers({
	telemetry,
	provisioned,
}: CheckSources): Record<'health' | 'live' | 'ready', RequestHandler> {
	const isReady = async (): Promise<boolean> =>
		!telemetry.isDraining && (await telemetry.database.answers()) && (await provisioned.isComplete());
	const answering = (isWell: () => Promise<boolean>): RequestHandler =>
		handler(async (_request, response) => sendHealth(response, await isWell()));
	return {
		health: answering(() => telemetry.database.answers()),
		live: answering(async () => true),
		ready: answering(isReady),
	};
}

function sendHealth(response: Response, isWell: boolean): void {
	const body: Health = {
		status: isWell ? 'healthy' : 'unhealthy',
		timestamp: new Date().toISOString(),
		uptime: Math.round(process.uptime()),
	};
	response
		.status(isWell ? 200 : 503)
		.set('Cache-Control', neverStore)
		.json(body);
}
