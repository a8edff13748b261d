/** The shapes that the server sends, for editors: see docs/contract.md. Nothing of this is sent to a browser. */

export type Urgency = "emergency" | "urgent" | "soon" | "routine" | "self_care";
export interface Source { document: string; section: string; title: string }
export interface Statement { text: string; sources: Source[] }
export interface Option { title: string; payload: string }

export interface Cause {
  id: string; name: string; why: string[]; against: string[]; why_text: string[]; against_text: string[]; sources: Source[];
}
export interface Treatment { id: string; name: string; cautions: Statement[]; sources: Source[] }

export interface Assessment {
  kind: "assessment"; urgency: Urgency; understood: string; notes: string[]; action: Statement[];
  reasons: (Statement & { id: string })[]; causes: Cause[]; treatments: Treatment[]; watch_for: Statement[];
  next_question: { id: string; text: string; options: Option[] } | null; answer: Answer | null;
}
export interface Answer {
  kind: "answer"; topic: string | null; subjects: string[]; facts: Statement[]; cautions: Statement[];
  table: { columns: string[]; rows: string[][] } | null; suggestions: Option[];
}

/** One message of the bot; `custom` may be of a kind that this page does not know. */
export interface Message { text?: string; custom?: { kind: string }; buttons?: Option[] }
/** One message of a resumed conversation. */
export interface Past extends Message { from: "user" | "bot" }

export interface Numbers { emergency: string; non_emergency: string | null; crisis: string | null }
export interface Limits { message_chars: number }

/** Sent and not yet answered; sent again with the same id until it is. */
export interface Pending { id: string; message: string }
