import type { FlowDeclaration } from '../model/flow.ts';

/**
 * The night's work, in its order. Its log shows what each job came to, in counts. The jobs have schedules of their own
 * besides, which make up nights on which no instance was there to run this.
 */
export const nightlyHousekeeping: FlowDeclaration = {
	id: 'be77e700-0000-4000-8000-000000000105',
	name: 'nightly_housekeeping',
	icon: 'bedtime',
	color: '#6644FF',
	description:
		'Each night: computes fasting insights, then archives old events · كل ليلة: يحسب نتائج الصيام ثم يؤرشف الأحداث القديمة',
	trigger: 'schedule',
	accountability: 'all',
	options: { cron: '0 2 * * *' },
	operations: [
		{
			id: 'be77e700-0000-4000-8000-000000000115',
			key: 'aggregate_fasting',
			name: 'Aggregate fasting · إحصاء الصيام',
			type: 'bebetter-aggregate-fasting',
			position_x: 19,
			position_y: 1,
			options: { date: null, wait_minutes: 120 },
		},
		{
			id: 'be77e700-0000-4000-8000-000000000116',
			key: 'archive_events',
			name: 'Archive events · أرشفة الأحداث',
			type: 'bebetter-archive-events',
			position_x: 37,
			position_y: 1,
			options: { date: null, wait_minutes: 120 },
		},
	],
	withoutIt: 'The jobs have schedules of their own.',
};
