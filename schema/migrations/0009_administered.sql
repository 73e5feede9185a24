CREATE TABLE `pending_acts` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`reason` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_role` text NOT NULL,
	`asked_at` integer NOT NULL,
	`ready_at` integer,
	`expires_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`user_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `pending_acts_at` ON `pending_acts` (`state`,`asked_at`);--> statement-breakpoint
CREATE INDEX `pending_acts_id` ON `pending_acts` (`id`);--> statement-breakpoint
DROP INDEX `help_requests_at`;--> statement-breakpoint
CREATE INDEX `help_requests_id` ON `help_requests` (`id`);--> statement-breakpoint
CREATE INDEX `help_requests_at` ON `help_requests` (`state`,`at`,`id`);