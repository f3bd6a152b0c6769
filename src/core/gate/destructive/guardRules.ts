/**
 * The built-in rule about checks of who may do what. It knows few forms, those that mean little else.
 */
import type { LineTest } from './destructiveRule';

const guard =
  /^(?:@(?:PreAuthorize|PostAuthorize|Secured|RolesAllowed|UseGuards|login_required|permission_required|user_passes_test|requires_auth|roles_required|jwt_required|staff_member_required)\b|\[Authorize\b|permission_classes ?=|before_action :(?:authenticate|authorize|require)|load_and_authorize_resource\b)|(?:^|[^\w.])(?:[\w$]{1,40}\.){0,4}(?:require|ensure|verify|check|assert|enforce)_?(?:Auth(?!or(?!i))|Permission|Admin|Role|Login|Access|Owner|Csrf|Signature)[\w$]{0,40}\b/i;
const declared =
  /^(?:export |default |public |private |protected |static |async |abstract ){0,5}(?:def|class|function|func|fn|interface)\b|^(?:const|let|var) \w{1,80} ?= ?(?:async |function\b|\()|^(?:app|router|server|api)\.(?:get|post|put|patch|delete|all|use)\(|^(?:public|private|protected) [\w<>[\]., ]{1,80}\(/;
const imported = /^(?:import|from|using|use|require_relative)\b/;

export const removesGuard: LineTest = ({ code, kind }) =>
  !kind.isTest && guard.test(code) && !declared.test(code) && !imported.test(code);

/** A function or route that goes takes its checks along. */
export const removesGuarded: LineTest = ({ code }) => declared.test(code);
