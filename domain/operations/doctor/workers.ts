import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';

export interface WorkerFacts {
	/** Processes seen lately that answer requests and leave jobs to others. */
	readonly webOnly: number;
	/** Processes seen lately that work jobs. */
	readonly working: number;
	/** How long the oldest job that is due has waited, s; null when none waits. */
	readonly oldestDueSeconds: number | null;
	readonly isMaintenance: boolean;
}

export const workerFindings = defineFindings('workers', {
	'worker-missing': {
		severity: 'error',
		found: {
			en: 'Instances run with BEBETTER_ROLE=web, and no worker has been seen in the last minute: nothing works the jobs.',
			ar: 'تعمل نسخ بـ BEBETTER_ROLE=web ولم يظهر أي عامل في الدقيقة الأخيرة: لا أحد ينفّذ المهام.',
		},
		remedy: {
			en: 'Start "directus bebetter worker" with the same environment, or set BEBETTER_ROLE=all.',
			ar: 'شغّل "directus bebetter worker" بالبيئة نفسها، أو عيّن BEBETTER_ROLE=all.',
		},
	},
	'jobs-waiting': {
		severity: 'warning',
		found: {
			en: 'A job has been due for {minutes} minutes and nobody has taken it.',
			ar: 'مهمة حان وقتها منذ {minutes} دقيقة ولم يأخذها أحد.',
		},
		remedy: {
			en: 'Look at the page Jobs; start another worker, or raise BEBETTER_JOBS_CONCURRENCY.',
			ar: 'انظر صفحة المهام؛ شغّل عاملًا آخر أو ارفع BEBETTER_JOBS_CONCURRENCY.',
		},
	},
	'jobs-paused': {
		severity: 'info',
		found: {
			en: 'Maintenance is on, so no job is taken.',
			ar: 'وضع الصيانة مفعّل، فلا تُؤخذ أي مهمة.',
		},
		remedy: {
			en: 'Switch maintenance off when the work is done.',
			ar: 'أوقف وضع الصيانة عند انتهاء العمل.',
		},
	},
});

const longestWaitSeconds = 600;

export function judgeWorkers({ webOnly, working, oldestDueSeconds, isMaintenance }: WorkerFacts): Finding[] {
	const { find } = workerFindings;
	if (isMaintenance) return [find('jobs-paused')];
	const isLate = oldestDueSeconds !== null && oldestDueSeconds > longestWaitSeconds;
	return [
		...(webOnly > 0 && working === 0 ? [find('worker-missing')] : []),
		...(isLate ? [find('jobs-waiting', { minutes: Math.floor(oldestDueSeconds / 60) })] : []),
	];
}
