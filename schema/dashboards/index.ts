import type { DashboardDeclaration } from '../model/dashboard.ts';
import { appUse } from './app-use.ts';

/** Every dashboard that provisioning makes. */
export const dashboards: readonly DashboardDeclaration[] = [appUse];
