import csv
import time

import pytest

from desk.walking import *
from desk.world import ROLES, build


@pytest.mark.django_db
@pytest.mark.parametrize("role",ROLES)
def test_observe(settings,tmp_path,collected,role):
    settings.STATIC_ROOT=collected; settings.HOME=tmp_path/"home"; settings.API_RATE=""
    settings.CACHES={"default":{**settings.CACHES["default"],"LOCATION":tmp_path/"cache"}}
    t=time.time(); world=build(tmp_path); print("built",time.time()-t)
    out={}
    t=time.time(); w=Walker(world,role)
    for route in routes():
        for m in methods_of(route):
            if role not in roles_asking(route,m): continue
            for r in relations_of(route,m):
                if m!="GET" and r in ("party",) and out.get(Asked(route.path,m,"own"))=="405":
                    continue
                try: s=w.ask(route,m,r)
                except Exception as e: s=f"{type(e).__name__}"; print(role,route,m,r,repr(e)[:300])
                out[Asked(route.path,m,r)]=s
    print(role,len(out),time.time()-t, [k for k,v in w.nothing.items() if len(set(v.values()))>1])
    with open(f"/tmp/observed-{role}.csv","w") as f:
        c=csv.writer(f,lineterminator="\n")
        for a,v in out.items(): c.writerow([*a,v])
