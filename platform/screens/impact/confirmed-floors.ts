import { AsyncLocalStorage } from 'node:async_hooks';
import type { FloorConfirmation } from '../../../domain/screens/impact/floor-gate.ts';

const confirmations = new AsyncLocalStorage<FloorConfirmation | null>();

/**
 * Runs a save for a person who has read whom its floors block. The rule still counts, and refuses more people than were
 * confirmed; null is for a save without a confirmation, which may block no more than the threshold.
 */
export const withConfirmedFloors = <T>(
	confirmation: FloorConfirmation | null,
	save: () => Promise<T>,
): Promise<T> => confirmations.run(confirmation, save);

/** What was confirmed for the save that is going on; null otherwise. */
export const floorConfirmation = (): FloorConfirmation | null => confirmations.getStore() ?? null;
