CREATE TABLE `audit_heads` (
	`size` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`root` text NOT NULL,
	`peaks` text NOT NULL,
	`last_hash` text NOT NULL,
	`signatures` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_streams` (
	`name` text PRIMARY KEY NOT NULL,
	`sent` integer DEFAULT 0 NOT NULL,
	`target` integer,
	`target_at` integer,
	`last_at` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`retry_at` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`lease` text,
	`leased_until` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_events` (
	`number` integer PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`method` text,
	`subject` text,
	`session_id` text,
	`ip` text,
	`user_agent` text NOT NULL,
	`place` text,
	`request_id` text NOT NULL,
	`detail` text NOT NULL,
	`hash` text NOT NULL,
	`actor` text GENERATED ALWAYS AS (json_extract(detail, '$.actor')) VIRTUAL
);
--> statement-breakpoint
INSERT INTO `__new_events`("user_id", "epoch", "seq", "at", "type", "method", "subject", "session_id", "ip", "user_agent", "place", "request_id", "detail", "hash") SELECT "user_id", "epoch", "seq", "at", "type", "method", "subject", "session_id", "ip", "user_agent", "place", "request_id", "detail", "hash" FROM `events` ORDER BY rowid;--> statement-breakpoint
DROP TABLE `events`;--> statement-breakpoint
ALTER TABLE `__new_events` RENAME TO `events`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `events_chain` ON `events` (`user_id`,`epoch`,`seq`);--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`);--> statement-breakpoint
CREATE INDEX `events_user` ON `events` (`user_id`,`at`);--> statement-breakpoint
CREATE INDEX `events_type` ON `events` (`type`,`at`);--> statement-breakpoint
CREATE INDEX `events_method` ON `events` (`method`,`at`) WHERE method IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_ip` ON `events` (`ip`,`at`) WHERE ip IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_actor` ON `events` (`actor`,`at`) WHERE actor IS NOT NULL;