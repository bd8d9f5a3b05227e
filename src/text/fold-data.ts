// Written by scripts/build-fold-table.ts from opencc-js (OpenCC, Apache-2.0), Unicode 17.0 and scripts/fold-sources.ts. Do not edit.

/** Runs `distance from the run before, target[, length]` in base 36: BMP code units and what they fold to. */
export const BMP_FOLDS =
  "1t,2p,q 27,2p 7,1e,2 1,qk 3,1d 0,33 5,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,6e 0,2r 0,2t 0,2t 0,2t 0,2t 0,2x 0,2x 0," +
  "2x 0,2x 0,6o 0,32,2 0,33 0,33 0,33 0,33 1,6w 0,39 0,39 0,39 0,39 0,3d 0,72 1,2p 0,2p 0,2p 0,2p 0,2p 0,2p 1,2" +
  "r 0,2t 0,2t 0,2t 0,2t 0,2x 0,2x 0,2x 0,2x 1,32,2 0,33 0,33 0,33 0,33 2,39 0,39 0,39 0,39 0,3d 1,3d 0,2p 0,2p" +
  " 0,2p 0,2p 0,2p 0,2p 0,2r 0,2r 0,2r 0,2r 0,2r 0,2r 0,2r 0,2r,2 0,2s 0,7l 1,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t " +
  "0,2t 0,2t 0,2t 0,2v 0,2v 0,2v 0,2v 0,2v 0,2v 0,2v 0,2v,2 0,2w 0,87 1,2x 0,2x 0,2x 0,2x 0,2x 0,2x 0,2x 0,2x 0" +
  ",2x 0,2x 1,8i 0,2y 0,2y,2 0,2z 1,30 0,30 0,30 0,30 0,30 0,30 1,8v 0,8y 1,32 0,32 0,32 0,32 0,32 0,32 1,97 1," +
  "33 0,33 0,33 0,33 0,33 0,33 0,9f 1,36 0,36 0,36 0,36 0,36 0,36,2 0,37 0,37 0,37 0,37 0,37 0,37 0,37,2 0,38 0" +
  ",38 0,38 0,9z 1,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,3b 0,3b 0,3d 0,3d 0,3d,2 0,3e 0," +
  "3e 0,3e 0,3e 0,3e 0,37 1,gj 0,ar 1,at 1,gk 0,aw 1,gm,2 0,b0 2,d9 0,gp 0,gr 0,2u 0,2u 0,gw 0,gz 1,h5 0,h4 0,b" +
  "d 3,hb 0,he 1,hh 0,33 0,33 0,bn 1,bp 1,hs 0,bs 1,hv 2,bx 1,i0 0,39 0,39 0,i2,2 0,c4 1,c6 1,dr 0,c9 3,cd 8,ck" +
  " 0,ck 1,cn 0,cn 1,cq 0,cq 0,2p 0,2p 0,2x 0,2x 0,33 0,33 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 1," +
  "2p 0,2p 0,2p 0,2p 0,6e 0,6e 0,dh 1,2v 0,2v 0,2z 0,2z 0,33 0,33 0,33 0,33 0,dr 1,2y 1,dt 0,dt 0,2v 0,2v 0,b9 " +
  "0,cf 0,32 0,32 0,2p 0,2p 0,6e 0,6e 0,6w 0,6w 0,2p 0,2p 0,2p 0,2p 0,2t 0,2t 0,2t 0,2t 0,2x 0,2x 0,2x 0,2x 0,3" +
  "3 0,33 0,33 0,33 0,36 0,36 0,36 0,36 0,39 0,39 0,39 0,39 0,37 0,37,2 0,38 0,f1 1,2w 0,2w 0,bi 1,f7 1,f9 1,2p" +
  " 0,2p 0,2t 0,2t 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,3d 0,3d 6,8rp 0,fw 1,be 0,8rq 2,g2 1,ao 0,i1 0,i4 " +
  "0,g7 1,g9 1,gb 1,gd 1,gf 2,2p f,2v 1c,dr t,2w 0,h2 0,2y 0,36 0,hl 0,hn 0,ht 0,3b 0,3d 13,gz 0,30 0,37 0,3c 0" +
  ",id 3v,oh 1,oj 1,jd 1,on 7,1n 0,s3 6,q4 0,53 0,q5,3 1,r0 1,r1,2 1,q9,8 0,2x 0,2z 0,qj,2 0,32 0,qm 0,33 0,qo " +
  "0,34 1,qq 0,38 0,qt,2 0,3c 0,qw,4 d,2x 0,2z 2,32 1,33 1,34 1,qq 0,38 2,3c 7,rb 0,qa 0,qg 0,qt 0,r1 0,qz 0,qu" +
  " 0,qo 1,rd 1,rf 1,rh 1,rj 1,rl 1,rn 1,rp 1,rr 1,rt 1,rv 1,rx 1,rz 1,2z 0,34 0,qq 1,qg 0,qd 1,s8 1,qq 0,sb 2," +
  "or,3 0,uo,5 0,37 0,2x 0,uv 0,2y 0,ux,7 0,2p 0,tt 0,2q 0,tv,2 0,2t 0,ty,4 0,2z 0,u3 0,31 0,2w 0,33 0,u7 0,34 " +
  "0,2r 0,38 0,3d 0,uc 0,3c 0,ue,a 0,2p 1,2q 2,2t 4,2z 1,31 0,2w 0,33 1,34 0,2r 0,38 0,3d 1,3c f,37 0,2x 1,2y 7" +
  ",v5 1,v7 1,v9 1,vb 1,vd 1,vf 1,vh 1,vj 1,vl 1,vn 1,vp 1,vr 1,vt 1,vv 1,vx 1,vz 1,w1 9,wb 1,wd 1,wf 1,wh 1,wj" +
  " 1,wl 1,wn 1,wp 1,wr 1,wt 1,wv 1,wx 1,wz 1,x1 1,x3 1,x5 1,x7 1,x9 1,xb 1,xd 1,xf 1,xh 1,xj 1,xl 1,xn 1,xp 1," +
  "xr 1,y7 0,xu 1,xw 1,xy 1,y0 1,y2 1,y4 1,y6 2,y9 1,yb 1,yd 1,yf 1,yh 1,yj 1,yl 1,yn 1,yp 1,yr 1,yt 1,yv 1,yx " +
  "1,yz 1,z1 1,z3 1,z5 1,z7 1,z9 1,zb 1,zd 1,zf 1,zh 1,zj 1,2s 0,2s 0,zn 1,zp 1,zr 1,zt 1,zv 1,zx 1,zz 1,101 1," +
  "103 1,105 1,107 1,109 1,35 0,35 0,3b 0,3b 0,10f 1,10h 1,10j 1,10l 1,10n 1,10p 1,10r 1,10t 1,10v 2,129,12 1x1" +
  ",2yz b7,8w0,12 1,8x3 5,8x9 1a,3bw ir,xv4,28 0,3y0,6 1oz,5my 6,3bk,17 2,3ct,3 30,2p 0,6e 0,2q 1,2s,2 0,d9 0,2" +
  "v,8 1,33 0,f7 0,34 0,36 0,38,2 0,3b 0,2p 0,gg 0,2p 0,5qa 0,2q 0,2s,2 0,gp 0,gr,2 0,2v 1,2z 0,31 0,97 0,33 0," +
  "gk 0,5qu,2 0,34 0,38,2 0,5r1 0,hb 0,3a 0,5r9 0,qa,3 0,qu 0,3c 0,2x 0,36 0,39,2 0,qa,2 0,34 0,qu 0,3c d,2w y," +
  "gi 0,2r 0,gl 0,6o 0,gs 0,2u 0,gv 0,2v 0,h1 0,h4,3 0,5tn 0,il 0,h9 0,5tx 0,in 0,hd 0,hc 0,he,4 0,hk 0,hu,2 0," +
  "bv 0,i1,2 0,5r0 0,i3,2 0,3e 0,i8,2 0,dr 0,qg 1s,2p 0,2p,2 0,2q 0,2q 0,2q 0,2q 0,2q,2 0,2r,2 0,2s 0,2s 0,2s 0" +
  ",2s 0,2s 0,2s 0,2s 0,2s 0,2s,2 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t,2 0,2u,2 0,2v,2 0,2w 0,2w 0,2w 0" +
  ",2w 0,2w 0,2w 0,2w 0,2w 0,2w,2 0,2x 0,2x 0,2x 0,2z 0,2z 0,2z 0,2z 0,2z 0,2z,2 0,30 0,30 0,30 0,30 0,30 0,30 " +
  "0,30,2 0,31 0,31 0,31 0,31 0,31,2 0,32 0,32 0,32 0,32 0,32 0,32 0,32,2 0,33 0,33 0,33 0,33 0,33 0,33 0,33,2 " +
  "0,34 0,34 0,34 0,36 0,36 0,36 0,36 0,36 0,36 0,36 0,36,2 0,37 0,37 0,37 0,37 0,37 0,37 0,37 0,37 0,37,2 0,38" +
  " 0,38 0,38 0,38 0,38 0,38 0,38,2 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39,2 0,3a 0,3a 0,3a,2 0,3b 0,3b 0" +
  ",3b 0,3b 0,3b 0,3b 0,3b 0,3b 0,3b,2 0,3c 0,3c 0,3c,2 0,3d,2 0,3e 0,3e 0,3e 0,3e 0,3e 0,2w 0,38 0,3b 0,3d 1,3" +
  "7 2,67 1,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0,2p 0" +
  ",2p 0,2p 0,2p 0,2p 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2t 0,2x 0,2x" +
  " 0,2x 0,2x 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0,33 0," +
  "33 0,33 0,33 0,33 0,33 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,39 0,3d 0,3d 0,3d " +
  "0,3d 0,3d 0,3d 0,3d 0,3d 0,64b 1,64d 1,64f 9,64g,8 8,64w,6 a,65c,8 8,65s,8 8,668,6 b,66p 1,66r 1,66t 1,66v 8" +
  ",674,8 1,q4 1,q5 1,q6 1,q7 1,r0 1,r1 1,r2 a,680,8 8,68g,8 8,68w,8 8,69c,2 0,67k 0,q4 0,69f 1,2x 9,67m 0,q5 0" +
  ",67o 0,q6 0,69v 6,pc 4,6a8,2 0,67q 0,q7 7,q8 4,6ao,2 0,67u 0,r1 0,6at 2,2o 8,67s 0,r0 0,67w 0,r2 0,6b7 k,6c0" +
  " i,1a 0,1a 22,1c 0,2x 2,1g,6 0,17 0,6qa 0,1p 0,14,2 0,32 0,1c,a 0,17 0,6qa 0,1p 0,14,2 1,2p 0,2t 0,33 0,3c 0" +
  ",gp 0,2w 0,2z,4 0,34 0,37,2 2t,2r 4,gr 2,2v,2 0,2w 0,2w 0,2w 0,87 0,2x 0,2x 0,30 0,30 1,32 3,34,3 0,36 0,36 " +
  "6,3e 1,qx 1,3e 1,2z 0,2p,3 1,2t 0,2t,2 0,6ku 0,31 0,33 0,15c,4 0,2x 2,qo 0,qb 0,qb 0,qo 0,6q9 4,2s 0,2s,2 0," +
  "2x,2 m,2x 3,3a 4,3c 2,30 0,2r,2 0,31 0,2x 0,6ld,3 0,3a 0,6lh,4 0,3c 0,6lm,2 0,30 0,2r,2 0,31 3,6mc bp,9hk,2 " +
  "8l,1d,9 b,1d,9 b,1d,9 b,2p,q 0,2p,q 0,2p,q 0,1c a,1d,9 1,1c hi,1d,9 1,1d,9 1,1d,9 vh,8q8,1c 1c,8rl 1,h7 0,5t" +
  "p 0,hp 2,8rs 1,8ru 1,8rw 1,2p 0,hd 0,gg 0,gi 1,8s3 2,8s6 6,2y 0,3a 0,fz,2 0,8sh 1,8sj 1,8sl 1,8sn 1,8sp 1,8s" +
  "r 1,8st 1,8sv 1,8sx 1,8sz 1,8t1 1,8t3 1,8t5 1,8t7 1,8t9 1,8tb 1,8td 1,8tf 1,8th 1,8tj 1,8tl 1,8tn 1,8tp 1,8t" +
  "r 1,8tt 1,8tv 1,8tx 1,8tz 1,8u1 1,8u3 1,8u5 1,8u7 1,8u9 1,8ub 1,8ud 1,8uf 1,8uh 1,8uj 1,8ul 1,8un 1,8up 1,8u" +
  "r 1,8ut 1,8uv 1,8ux 1,8uz 1,8v1 1,8v3 1,8v5 1,8v7 8,8vg 1,8vi 4,8vn 3g,8yp 7l,ghu 0,fh7 0,fh6 0,fh5 0,fjv 0," +
  "g3m 0,g68 0,g74 0,g76 0,ggs 0,aim 0,i6n 0,i6n 0,g1s 0,i77 0,i76 1,ik3 0,inu 0,itt 0,its 0,ix0 0,b96 0,jf0 0," +
  "jzp 1,k4h 0,k4l 0,kco 0,l8a 0,lal 0,lch 0,ldh 0,ldm 0,m7g 0,mjv 0,mjv 0,ffw 0,ml7 0,mnh 0,mtn 0,n7v 0,nhq 0," +
  "ny2,2 0,oah 0,p0f 0,p0f 0,p5f 0,p5e 0,af5 2,p6y 0,p6y 0,p6y 0,paa 1,pdr 0,kco 0,poc 0,prt 0,prt 0,prt 0,qj2 " +
  "0,qxw 0,r5s 0,r5r 0,r7l 0,r82 0,r82 0,rkw 0,rvh 0,rzn 0,sbq 0,sdy 0,sdy 0,sdy 0,tnh 0,tc5 0,tj3 0,tiw 0,tj3 " +
  "0,tm0 1,tnh 0,tt4 0,tw2 0,u06 0,u45 0,u6m 0,u72,2 0,uar 0,uar 0,uar 0,uc6 0,ui4 0,ujs 0,unw 0,uws 0,v8f 0,gh" +
  "0 0,vc6 0,vd0 0,vem 0,vgw 0,vgw 0,vi7 0,vi7 0,vix 0,vix 0,vj3 0,vj3 0,vj3 c,feo 0,ffs 0,fg6 0,fgf 0,fh5 0,fi" +
  "d 0,fik 0,fj4 0,fju 0,g1r 0,g2t 0,g2z 0,g3m 0,g46 0,g4r 0,g68 0,g6t 0,g74 0,gbf 0,ge1 0,get 0,gey 0,gfs 0,gg" +
  "1 0,ggs 0,gh5 0,ghu 0,gja 0,gjs 0,gkj 0,h5j 0,h7j 0,hkb 0,hky 0,hl6 0,hlh 0,hlz 0,ho3 0,i1c 0,i2o 0,i60 0,i6" +
  "n 0,i76 0,i7s 0,i9a 0,i9d 0,ijf 0,ijp 0,ik1 0,ike 0,inm 0,inu 0,inz 0,ir8 0,iri 0,irv 0,is3 0,its 0,iu9 0,iu" +
  "r 0,iwz 0,jd4 0,jef 0,jez 0,jzj 0,jzo 0,k1z 0,k2f 0,k2s 0,k3d 0,k4g 0,k4l 0,kc0 0,kco 0,kdk 0,l5s 0,l7m 0,l8" +
  "9 0,l9v 0,laj 0,las 0,laz 0,lcf 0,lck 0,ldg 0,m7f 0,mju 0,mk6 0,mkb 0,mkf 0,mkn 0,ml5 0,ml7 0,mng 0,mtg 0,mt" +
  "l 0,n30 0,n3a 0,n4o 0,n4v 0,n54 0,n5c 0,n7v 0,n82 0,nee 0,nel 0,nfy 0,ngf 0,nhq 0,nob 0,noi 0,noz 0,ny2 0,o1" +
  "k 0,o1q 0,o6s 0,o97 0,oah 0,okz 0,ooo 0,p4m 0,p5d 0,p6y 0,p8d 0,pa9 0,pak 0,paq 0,pbn 0,pdr 0,pe1 0,pnn 0,pn" +
  "u 0,po3 0,poc 0,pos 0,pp7 0,ppb 0,pri 0,prm 0,prs 0,qj1 0,qjv 0,qww 0,qx8 0,qxv 0,r5q 0,r7l 0,r82 0,r9c 0,rp" +
  "3 0,rpi 0,rpx 0,rqw 0,rvh 0,rxg 0,rxs 0,rzn 0,s6j 0,sbq 0,sd7 0,sds 0,sdx 0,sk1 0,sp5 0,ssm 0,sss 0,ssx 0,tj" +
  "3 0,tm0 0,tng 0,trq 0,trt 0,tt4 0,tw2 0,twe 0,twi 0,twp 0,u06 0,u0d 0,u0j 0,u45 0,u6m 0,u72,2 0,uc6 0,uc9 0," +
  "ui4 0,ujs 0,ul4 0,ulb 0,k2f 0,unj 0,unm 0,unw 0,uws 0,v8f 0,gh0 0,vb3 0,vc6 0,vcr 0,vd0 0,vd9 0,vdd 0,veh 0," +
  "vem 0,vf2 0,vf7 0,vfk 0,vgb 0,vgw 0,vi7 0,vix 0,vj3,2 2o,9hu 1,gg1 0,gg4,2 6u,3cw,2 0,3hm 0,3cy 0,3ho,2 0,3c" +
  "z,3 0,3hs,6 0,3dm 0,3d2,3 0,3dt 0,3d5,a 0,3fl,l 0,3fk 0,3dg,2 0,3if,2 0,3ik 0,3im 0,3ir 0,3iv 0,3ix 0,3do 0," +
  "3j1 0,3j3 0,3dp,2 0,3ds 0,3du,2 0,3dz 0,3e1 0,3e3,5 0,3ea 0,3ee 0,3eo 0,3ev 0,3f0 0,3jl,2 0,3fb,3 0,3gk,2 0," +
  "3go 0,3gx,2 0,3h0 0,3ha 0,3hd 3,feo 0,fik 0,fex 0,h5n 0,fey 0,ffx 0,fez 0,n5e 0,fh5 0,ffd 0,fep 0,hm1 0,h80 " +
  "0,fju 2o,3cw 0,3cy,2 0,3d1,3 0,3d5 0,3d7,2 0,3da,5 0,xz4 0,yvs 0,zc4 0,108s 0,10p4 0,115g 0,1224 0,12ys 0,13" +
  "f4 0,14bs 0,14s4 0,158g 0,15os 0,1654 0,13p8 3,feo 0,fik 0,fex 0,h5n 0,fis 0,g31 0,fer 0,g2z 0,fh9 0,gg1 0,k" +
  "co 0,m7f 0,ldg 0,kdk 0,ssx 0,h7j 0,k4l 0,kkq 0,kcp 0,ny6 0,glp 0,mm1 0,rvm 0,nz1 0,gc3 0,fkz 0,gos 0,i1y 0,n" +
  "gx 0,flt 0,rwk 0,ggf 0,nzh 0,fm9 0,pnu 0,po3 0,tm6 0,inw 0,k1z 0,od9 o,3cw 0,3cy,2 0,3d1,3 0,3d5 0,3d7,2 0,3" +
  "da,5 0,xz4 0,yvs 0,zc4 0,108s 0,10p4 0,115g 0,1224 0,12ys 0,13f4 0,14bs 0,14s4 0,158g 0,15os 0,1654 2,138w 1" +
  ",feo 0,fik 0,fex 0,h5n 0,fis 0,g31 0,fer 0,g2z 0,fh9 0,gg1 0,kco 0,m7f 0,ldg 0,kdk 0,ssx 0,h7j 0,k4l 0,kkq 0" +
  ",kcp 0,ny6 0,glp 0,mm1 0,rvm 0,nz1 0,gc3 0,o2g 0,n5j 0,ho3 0,sg2 0,fmg 0,ghc 0,lig 0,u49 0,fm9 0,g49 0,l7n 0" +
  ",fey 0,ffx 0,fez 0,ijq 0,gkz 0,gfv 0,i3b 0,i1y 0,ngx 0,flt 0,rwk 0,ggf 0,hlo v,9lu 0,9lw 0,9ly 0,9m0 0,9m2,2" +
  " 0,9m5 0,9m7 0,9m9 0,9mb 0,9md 0,9mf 0,9mh 0,9mj 0,9ml 0,9mn 0,9mp 0,9ms 0,9mu 0,9mw 0,9my,6 0,9n6 0,9n9 0,9" +
  "nc 0,9nf 0,9ni,5 0,9no 0,9nq 0,9ns,6 0,9nz,4 a8,ac4 3,abr 2,abd 35,g8u 8h,aoe 6h,asv a,aub 29,kcg 4t,b0m 9q," +
  "ba0 6l,bhn m,bf4 1,jx8 16t,co5 36,vke co,d9y x,da2,2 u,da7 1,da6 2y,db4 22,dd8 j3,dvw 4e,e1z 3f,e4t cq,eiq 9" +
  ",vkf v,eim 15,ek6 3,ek7 f4,eyt 3h,uwz 1k,f4z 5,f4t 3,uze m,uzo 34,vam 7p,ffm 1,ffo 4,inq 1c,fh4 14,vj3 1,fht" +
  " m,fiw 2,fiy 1,fiy h,fjg u,fob u,fuv 1a,fmo 15,fmz 0,ikj b,ggw w,inq g,kf9 f,fkh a,flj k,fqb 0,i80 9,fs3 0,o" +
  "or h,fmr b,fq8 4,fmp 6,o1t j,fmt 1,inq 3,fs9 1,fsb 0,fkj 1,ffu 5,fl8 4,ins d,fuk 6,fmu 6,abs 6,fsd f,fmn 7,a" +
  "bh y,fqf 0,fqe 7,fmy e,abb 4,kfk 4,fmv 1,fmm 0,hl3 8,i46 a,foj 1,fvw 3,fmo 0,fmj 0,fui 1,fms 6,fum 3,fwb 2,f" +
  "k5 3,fol 7,fqg 3,fk6 8,fmy 6,fqd 2,fwe 8,ts7 7,flj 6,fl6 0,fre 0,fqk 1,fjz 3,fqh 0,fsd 4,fxg 1,fxj 3,fs6 0,f" +
  "qi 2,i7x 6,fwf a,fmg 7,fxk 4,fsa 0,acp 1,fxl 0,fxh 0,fs8 a,g6u 4,g29 3,g1r 1,g1r 4,g2e f,g3p 1,ffo s,h6u 3,g" +
  "3w 6,pfo h,kcg 6,ima t,g5c 4,g57 e,g63 9,hl0 a,g6n 1f,g8b 4,g80 p,g8d 2,g7t 3,g23 2,g8p 8,g8c 3,g7u 1,g9x 5," +
  "g9d 0,g8y 9,g9c 1,ga1 3,g8w 0,g7v 1,tf6 b,g7m 0,kdp 2,g9z 1,g7s 0,g8t 1,g8v 0,g9d 1,ag5 1,g8y 8,ah5 p,gc3 4," +
  "k08 7,gc2 3,k0l f,gbs 3,gbl 1,gcr 1,pgc 0,gc3 3,gcf 4,gbh 1,gd6 7,gbm 0,gcr 0,gcr 1,gc1 2,gbh 2,ge8 1d,gfa 1" +
  ",ldz 1,gfi e,gfu j,ggf 3,ggl w,j1g 1,ghg 1,ghf 2,plp o,gi5 6,gid 3,ghy 8,gi4 4,gi1 0,ffp 0,gir e,gjm 0,gjl 9" +
  ",jzq j,fff 28,gms 2,gnk b,glx 2p,glu n,gnt 10,gns y,gnr h,gr5 x,iyd m,tm6 3,gmn a,gr5 0,gmn 2,gtd 17,ala b,g" +
  "tg f,ffr 0,glf 0,fh0 1,ggl 3,grj 3,q3p f,gnv 0,gvg 2,gt9 3,glz b,gnw e,gte c,gr8 f,gl5 6,gxp 5,gvj 0,gnp 1,g" +
  "vb 0,i71 4,gt7 c,grb 4,gtc 0,gvs 0,gl9 4,gr7 2,gnm 4,gvo 3,j1y h,h08 6,akq 0,gvi 1,gpp 2,gr6 4,grh 0,gr9 8,g" +
  "z7 2,grd 1,gxj 3,gmg 0,itv 6,gpn 6,glv 4,grg 3,i71 4,h24 3,gvi b,gql 0,gnq 1,gpl 5,glt 3,fjs 0,gxq 0,ffp 1,h" +
  "0k 9,gvh 0,gyz 0,h43 2,g3l 2,gnn 0,gvk 2,pu7 4,h0x h,h5u 6,h69 4,h6l 2,h6c 0,h6m 7,h6l 4,h6l 6,h6d 3,h6l 1,h" +
  "6c 1,h6w 2,h65 0,h6u 2,h6m 1,h5u e,gi3 43,h99 11,hbh e,ssn 6,jfr d,h96 4,hbd b,hbo 6,hcq h,i7b 1,jhh 2,h8a c" +
  ",haq 8,h93 0,pw4 3,hbm 2,hco 4,lmq 2,g4i 7,h9a 1,hcp 4,ngw b,i6w 3,he9 g,hbf c,hi6 4,h9c h,hed 1,h97 2,h9b 2" +
  ",hbj 4,hi1 2,hba 8,h97 2,h8v 0,hbl 0,hk4 1,hcp 4,gi3 4,haq 0,h89 0,hae 1,h97 1,h8v 0,hac,2 1,h98 6,h99 0,hfq" +
  " 4,hke 1,hkp 0,ggm 7,hkm 1,hko 0,i67 b,gk8 m,hlr 1,ko6 2,fmh o,hmh h,hmq m,hnp 0,hna 0,hmp 0,hmi 1,hna 1,hmz" +
  " d,hrt w,hom 1b,hqv o,ho8 1g,htd 11,hs4 10,hon 6,hs5 1l,hte 7,hpn 0,atc b,hwq 0,hoo d,qyt b,hpm t,hpl 4,htg " +
  "0,htg 3,hv7 0,hpn 2,hwt 4,hs6 2,hv9 0,hs7 c,hyp 7,hxu 0,hso 1,i0n 5,hxw 2,ho6 2,hv8 7,hva a,hso 7,auc 0,hs8 " +
  "u,i1l c,i1y 6,i22 v,i3i e,i3v h,ssn q,i4d 6,i59 3,i3i 0,i2p 1,i3l 1,g49 0,i4d 8,i3k 0,i3h 7,i61 3,ff7 4,i6e " +
  "0,ff7 2,i63 1,i61 0,i64 u,i7b 9,i7o e,i8a 6,i7s 5,i83 8,i89 5,i8x 1,i82 3,i92 3,i8u 1g,g3s 25,icw 4,iag 1,ia" +
  "j 6,ich f,idf 3,k5i 5,iaf 1,fkh 8,icl 9,ibh z,iai 6,i9t 12,b1h 2,ifx 2,iel 2,iae c,ifu 2,ide 8,ick 1,icj 4,i" +
  "bo 0,ibn 5,idg 9,ifs 1,ib1 1,i9r 0,ib7 d,ibj 0,iax 5,icm 1,iit 1,iax c,ijm c,ijz 8,ghm 1,ghj 15,ikl 5,iko 3," +
  "ili 0,itu 2,ikw 2,ili 9,ilj 2,ikv f,b4e 3,im4 0,im3 6,il8 3,ikh 7,ilq 0,ilt a,inq 1,inm 4,g68 2,ghx 1,inz 13" +
  ",ioj l,gid 0,giq 0,iov 0,gix 3,giu 5,ipo 6,pyj 4,giw 2,gj2 1,iop 0,ghu 0,ioh 0,iov 0,inz 5,iqy 2,iog 6,ghx s" +
  ",rw0 1,is1 1,glm u,isq 1,isg 1,it6 6,it5 7,g8b 1,it5 3,isl 1,isv 5,itx 4,ldz 6,iu7 4,iue 5,tsl 6,iug c,fob c" +
  ",glq 4,iv8 1,fke a,fke 1,ivp 8,hl9 9,iwn 0,iv5 0,iv5 3,iuz y,iok 2x,j0y u,pbv f,j4w f,j3a o,j3i a,j24 0,j1y " +
  "a,iyt 0,tmf 6,g5g z,j1y f,j24,2 8,j23 v,mk1 0,j58 b,j3f b,iyu 2,j22 6,iym 5,kk7 6,iyp 1,j6o a,j54 1,j59 4,j2" +
  "0 3,j5b 0,j3f 5,iys 0,iyq 2,qj5 4,j3h 2,io6 3,bca 1,jdm 1,l6a 3,ixz 7,j57 5,izg 0,g6l 0,j6u 3,j8t 3,j5a 9,j6" +
  "s 6,j3j 2,iyr 3,i3u 3,ix2 g,j1v 1,iok 2,j0f 0,jbo 2,iyo d,q6x 0,j0c 3,jbl 0,bb1 3,j21 9,j55 3,jbm 0,iyo 0,j3" +
  "g 1,ixb 1,j53 1,j81 1,j0r 6,jd2 c,jd7 h,jdk 0,jdj 1,je4 5,jdb 0,jdk 0,jdb 0,jdb 3,jef 1,jef 2,jem p,jia 8,jm" +
  "5 1p,jis 1,jjd 18,jh7 h,jj0 2,jn2 0,jft q,jiy 18,jml 7,jle c,jkv 0,jpu s,jrw b,pot 2,jfu 5,jl4 0,ghj g,jfv 0" +
  ",jhd 1,bf3 g,jks 1,jkz 1,jk2 5,ssn g,jql 8,jro 4,jj7 p,jfw 0,jmq i,jl1 0,jr8 a,jt3 i,jmn 8,jt3 0,jmr f,jev d" +
  ",jr2 0,jhe b,jt0 e,jp0 a,jp8 2,jr6 f,jkq 3,jhc 2,jhb 3,jh4 0,jp6 7,g6z 4,jmm 6,jl2 0,jv5 2,jkw 9,bf5 1,jky 3" +
  ",jp4 1,jjc 5,jh6 6,jf5 0,jr3 5,jr9 1,jku 2,jkt 0,jmp 1,jj9 2,joz 2,jjd 2,g6z 0,jkx 7,bfj 0,jid 5,jn2 5,jl0 0" +
  ",jho 1,jmr 3,jkp 4,jj3 2,jt4 0,jjb 0,jr5 0,jp3 1,jft 2,jw7 2,jt2 0,jxa 0,jw8 0,bg0 0,jg0 5,jt1 1,jw5 8,jj6 4" +
  ",jja 1,jus 2,jr4 1,jwa 0,jsq 0,jt0 4,jyq 0,jkr 0,jt6 5,jr9 1,jr1 w,gk9 0,k0p 4,k0q 3,rvp 0,gk9 s,k0c 2,k1c 9" +
  ",k0r 0,lax 2,k15 2,vgw 4,k23 6,k2b m,k2x a,k31 4,fim 5,k47 w,k4i z,gg7 1m,k52 6,k7f j,k70 b,k7u n,k7n 6,k7p," +
  "2 e,k54 9,n5x 3,ghy 4,k8y o,k7o 1,ghy 0,k61 1,k7n 5,glt 6,k9z 9,k53 7,k71 3,k7m b,fhi 4,kce 5,fmi u,kd7 4,pg" +
  "n 6,kdr 1u,ffg 1r,gkw 2,jio 1s,kjp 4,jio 0,kit 8,pyb 2f,kz5 0,kgx 1,kjs v,kee k,kjk 3,kh3 4,kf5 1,kh9 i,kox " +
  "h,irn 5,kp7 b,kh4 0,kgz 7,kjv 1,bpq 5,kjs a,kk6 3,kou o,km8 c,kow l,bpr n,kfc 8,kh7 k,kma 4,ffe 7,kg1 7,fgw " +
  "14,inm 3,kfd 3,pyb 3,kud c,kmc b,kg4 1,kh6 5,kf4 4,kl3 0,kw7 a,kov 2,krk 0,kqp 1,kua 3,kry 4,kmg 2,krm 5,krh" +
  " 4,kmh 0,fgw 2,kgu b,kn5 1,ku4 5,kjr 4,kgy 3,bqc 0,kl3 3,kv1 1,keb 1,bqs 7,kmi 4,kdw 0,kk1 0,kme 4,krv 8,km9" +
  " 2,kmd j,ke2 2,krx 8,kyy l,l2h 7,kjh a,kmb 7,kmf 2,kwq 2,kow 0,kz3 a,kos 0,gkw 3,kwv 4,kio 2,kwr 7,kik f,l15" +
  " 6,kug 0,kjt 1,krj 0,l18 0,kjy 5,l0x 1,kww 0,kjw 1,kh1 0,l0l 0,kuf 4,qhi 1,kju 4,kuh 2,kz5 8,kjz 0,kuh 4,keb" +
  " 4,kro 2,kla 3,kuc 7,koy u,td2 g,gl5 1,l5z 2,l5u b,l5w 1,l5u 7,l7p 5,vi7 2,i9t 0,i9t 0,ghy 2,ghy 0,itu 6,l8h" +
  " o,l8r 5,l8y 5,l8n 3,bxq 2,l96 1,fzp 0,l8z 0,l9d 0,bxl 1,l8c 7,ke8 0,hkj 0,hkj 3,la9 5,l9w 7,lan 1c,lbp 2,ml" +
  "i 5,lb5 3,lc7 a,lck b,lck 7,lcy 0,ld5 6,lde a,li3 f,li3 a,lep w,g4z n,lgh 3,g4y b,lj1 u,g51 r,lv3 23,lhg c,l" +
  "fd d,g5c 1g,lkz d,lj2 f,lne 1,lii y,g5l l,g5g 7,lii a,lqk 2,g5c 0,g5o 0,lgm a,lqi 0,lni 1,lqd 1,ll1 c,lro 0," +
  "lla 0,lmx 9,luy 5,lnn 1,g5r 6,lgo 3,lnl 5,ll7 h,lld b,g5t j,ll4 8,ln0 7,les g,lwh 7,lgp d,g5i 6,lgf d,lrd 2," +
  "ll5 4,lnm 8,ltr 7,lgn 0,m7h 6,lno 1,pyd a,ldz 3,liv e,lgq 2,lwe 2,lqv 4,gh0 0,lle 2,llc 2,lwa 0,lwh 1,lqs 8," +
  "ltz f,lgk 7,le1 0,lnj 8,lql 5,lns 2,lty 2,lqo 6,ll2 1,u4t f,lj0 2,lj5 4,lgp 0,c23 0,lzw 8,lnq 3,lz4 6,llg 0," +
  "ltv 6,lw7 7,lnk 0,lnt 0,lqj 4,ll3 0,lnh 8,lfo 6,lnr 8,lqp 3,lj1 1,lwq 2,liu 4,ll9 2,log c,c0w 2,ll6 1,llf 0," +
  "c0x g,ltr 2,li6 1,ltt 0,q6x 0,llh 2,lla 4,lnf 2,c0k 3,lwl 4,lzh 0,lwo 8,ltx 1,liy 1,lwk 3,m1n 2,lwi 0,lqm 0," +
  "bzz 1,liz 1,lfs 3,llb 5,m36 2,liw 4,lgl 1,lzb 0,lza 5,m0k 0,liv 0,m35 3,m35 3,isl 1,lzf b,m1o 4,lgj 0,lwg c," +
  "ljm 3,lxv 2,lwp 4,m6n 3,c0l 1,ltq 0,lwm 2,lwf 1,lwf j,m7y 1o,fga k,fgs 10,m9v 18,k4g q,mav c,m9o 8,m8s 6,man" +
  " 8,pw5 2,mc5 3,mau 2,m80 4,c71 j,mes c,pyf 4,m8t p,mb1 0,u4u b,m9p 2,maw 6,m7j 0,m8m 8,mav 6,maz 2,mc6 2,q3p" +
  " 6,m7z 5,la9 0,maj 6,max 1,c6u 4,mfj 0,mb0 1,mc8 e,m9t 2,m89 a,m9u h,fih 4,fga 7,mk7 3,i6s 1,ioa 5,hi1 h,mkt" +
  " r,jhx 8,mlx o,pye 4,mli 4,mm2 1,mmi 4,mm2 o,mnq 1k,mp9 3,mo8 r,mpc 5,mq6 m,mnt 4,mpe 5,mns 1,gna 0,mpd 0,mp" +
  "a 8,hna k,g3h 4,mp8 1,mpb 0,mpv 2,mot 1,mou 0,cct 0,q0n 2,mq6 1,mnr 0,g3h 1,mst 0,mr2 0,mqd 3,mqp 3h,muo 1e," +
  "tsl 8,mvk 4,mwi b,mum 6,mu2 g,mxc 0,n06 4,q0p 0,mu3 7,mup m,mxb n,mxa 1,mtt 2,n07 4,mwg 3,ced 0,mun 4,mu1 2," +
  "n08 4,muy 1,n0n a,myk 4,mvl 4,n0u 5,n2q 1d,n3j 8,n3i c,fjb 0,fjb 1l,fjd 4,lat 8,n5n 4,irm 2,gkg 1,n5n 0,itv " +
  "g,n78 2,gkg 26,n9l 6,sqg 8,nc6 g,nax 3,n90 3,n9y 8,n8v 1,n8h 5,nai a,nbr 2,n8u 5,n8f 6,nba 3,n8t 7,nbs 0,nbs" +
  " 6,n87 3,nag 0,naj 1,nb9 8,j60 5,n8g 6,nca 1,nas 0,n9u 1,n86 0,n9j 1,n8s 1,ndq 2,ndv 0,ncv 0,ncu 1,n9k 0,ncb" +
  " 0,ne3 7,gk1 1,gk1 4,neq o,nf5 l,n8x 7,ng2 1,ng1 8,kfj o,nh3 1,ngv 2,i7x 1,ngx 0,nh4 2,ggy 2,py9 x,gjj h,nj3" +
  " 6,nja o,fmf g,h68 c,nk1 1,nkg b,nlq 19,nil 3,cpi 1,nma n,nly 5,nkh a,q6x b,njg 6,nmx e,kuw 5,nor 11,nta 19," +
  "kdt o,nr5 7,nrq 3,npz 6,nq2 11,hdo j,nrp 3,npc a,nq4 1,nse 1,npd 0,cs5 j,nrt 8,npy 5,nsl 2,nto 3,ntn 7,np2 d" +
  ",nrr 0,csl 5,nru 9,nr4 a,nt9 c,npb 3,nqy 0,nr2 0,npa 4,nqz z,o2g 15,o04 d,nzs 0,nzj 6,nym b,nyb 4,iw1 3,o05 " +
  "3,ny4 1,nz6 0,nzr d,o1v 8,ol8 1o,o3y 2,o1y 6,cw9 c,kq9 2,o00 e,o25 2,o34 0,o57 d,rp3 1,o5z 4,cwv 4,o4j 0,o33" +
  " 0,u52 0,o4z g,o3i 0,o5t 0,o3h 0,o6o 5,o4z 1,q0n 1,o66 1n,o7x 0,lks 3,o6v 0,o7l 5,o7i 0,o8d 3,o85 9,o7w 0,o7" +
  "h 1,o86 0,m7q 1,o77 h,vix 0,inq c,o9i b,o9q 27,ob8 6,oaz p,ob9 c,d0y i,ffu 3,oca 3,od9 a,kdp 11,ps2 3,pvn 4," +
  "ocx 1,ofb 8,oe4 b,oe7 3,oar 4,od7 9,od6 c,ofa c,ogj 3,q8h c,ofe 2,oe8 1,ogh 7,off b,l1s 1,od8 3,oe6 0,il4 4," +
  "oha 8,oe1 7,d44 4,oer 1,ohb 0,ofc 2,ojl 0,occ 3,oe6 4,oce 0,oie 1,ohd 1,ofd 3,gld o,omx f,pdv p,omc j,on1 j," +
  "on5 0,omi 8,omm 8,h5u 1,om5 1,ol0 1,om4 2,p0f 4,p0g 1,p0q 1,p0j 1,p0m 0,p0i 0,p0h 0,p0l 0,p0o 0,p0r 1,p15 1," +
  "p0z 2,p19 2,p1a 0,p0v,2 0,p18 0,p0x 0,p0u 0,p14 0,p0n 0,p13 0,p0t 0,p10 3,p16 a,d9z 1,jf2 1,p1i 0,p1e 0,p1d " +
  "0,p1h 1,p17 3,p1p 0,p1c 1,p1n 2,p1s 0,p1o 1,p1k 0,ism 0,p1g 0,da1 0,p1m 5,p1r 1,p1z 1,p1v 4,p25 5,p2e 1,p1w " +
  "0,p26 2,p24 0,p22 3,p21 1,p1u 7,p1y 0,p27 0,ffh 0,p23 1,p20 0,p25 2,p2a 7,p1t 1,p29 2,p28 1,p2g 0,p2b 2,p2c " +
  "2,p2d 0,da4 0,jly 1,p1r 5,p2f 0,p2l 1,p30 1,p3h 1,p33 1,p2w 0,p2z 7,p1b 0,p2u 0,p2s 1,p2x 0,p32 0,p0y 0,p5d " +
  "0,p2v 0,p34 0,iuh 2,p12 0,p2y 0,p2m 0,p31 1,p2o 0,p2j 0,p2t 4,p2q 2,p35 2,opz 0,p2n 3,j0b 1,p33 0,p2i 0,p2k " +
  "0,p2p 1,p2i 0,p37,2 0,p36 0,p1b 2,p3d 0,p3i 1,p3o 0,p3r 1,p3s 2,p3g 1,p3q 0,p3n 2,p39 2,p0s 1,p3l 0,p3c 1,p1" +
  "f 1,p3j 2,p3b 1,po4 0,p3e 4,p3s 2,p2r 3,q3q 0,p3t 0,p42 0,p3m 4,p1l 0,p43 3,p3e 1,p3y 3,p3u 1,p3w 0,p3z 0,p3" +
  "v 3,gjj 2,p11 0,p2e 3,p3x 1,p41 0,p49 2,p11 0,p47 0,da0 0,p0k 0,p46 0,os7 0,p3p 1,p45 3,j0b 0,p2h 4,p2v 1,p4" +
  "b 0,p4a 3,p0k 2,p2b 4,p4f 1,p1j 0,p4e 4,p4d 3,p1x 2,p2b 0,p3f 6,p2r 0,p20 0,oor 1,pwn 0,p4g 0,p4j 0,p4i 2,p4" +
  "k 4,da9 0,p1q 2,p2f 0,p44 0,p4h 0,da8 7,u5f 0,p4c 1,p0p 1,p2l 0,oq7 1,p40 3,p48 0,jf1 1,p0k 1,p4l 3,p3a 4g,t" +
  "dh 5,dm0 4,h97 3,p4y 1,h97 x,p5m 4,uiq 1,p5u d,p5j 0,p6c 1,p6p 2,ps8 n,p7o 1,p7j 2,p7l 0,fgp c,pmj r,fhc o,m" +
  "uh 0,p96 c,p94 3,p95 1a,pbb 1,pb6 13,h7n 7,tmj g,pck 0,pd6 1,hkg 0,pbs 0,gmk 0,pd5 0,pc2 0,pcc 1,pcd 3,gmk 0" +
  ",pcb 6,pdv 35,ph4 d,pfl 2,phl i,pgr 7,gsn 5,fse 1,pip 7,pht 5,pfk k,pfi 7,pgo a,piu 4,pht 4,pfj 7,pi2 4,peo " +
  "a,pkt f,peo 1,pjs 4,pes 3,del 1,ph2 8,pkr j,pfq 0,php 0,phv 9,piw 3,phs 1,pld 3,phr 4,pje 1,pgq 4,phr 0,phw " +
  "1,png 2,gh3 2,fg4 h,gkw c,ff2 0,g38 0,fge 0,k4n b,tfe 1,ubq 1s,ppt a,ppf 1,pps 4,pq3 5,prk 4,prn 0,prn 1v,g7" +
  "h 17,pu6 22,g3d n,pxi d,io4 1d,io4 b,pvy b,py2 4,pu3 17,kgs r,gge 4,iph 3,man e,pu4 2,q0h x,fev 7,py5 0,q0k " +
  "j,gl2 8,pyl h,pym 1,ptz 8,pyn 7,pyc o,jrw 2,q0s 0,q0j 0,q68 8,pz9 t,pu5 3,pyi 5,ilp 4,nh2 y,q0i 0,ptt 4,q0s " +
  "8,py4 m,ggs 3,gjm 5,q6k 4,q6j 1,q5t 0,pw1 6,pyj 7,qfj 9,q6l 1,pyg 4,q6f 7,py6 3,pyk 0,ptk 1,q0o 2,py3 9,q6h " +
  "6,py9 0,pss 2,q3r 9,q8z 8,qcw 7,py7 1,q8v 1,psn 4,hr0 2,qbb 3,py1 6,q0m 6,pxs 2,q3s 1,qeo 0,pyn 6,dlh 0,pu6 " +
  "0,dlf 4,py8 i,q8t 0,pyh e,pru 7,pyn 4,qem 2,dli 6,qd0 1,pu0 2,qbg 0,qbe 5,q3e 3,qcy 1,pt2 0,pu7 2,qd0 0,pvd " +
  "e,qfn 3,qbd 3,pvz a,g34 c,q8w 4,q3h 6,q9u e,hl0 5,qje 0,qj3 2,gl3 7,fin 7,qjw 2l,q3o 18,qnl 0,qol a,qlo 1w,q" +
  "ox 9,qkg 9,mr0 6,qke 1,qk1 f,qon b,qnn p,qki 3,q3o b,dsm c,qrg 3,qrk 4,qnk 3,qq0 5,qso k,qjy 8,qq1 2,qnm 2,q" +
  "jv 3,qmn 4,qkh 5,qkj 3,qpz 0,qkf 6,qq6 2,qno 0,qri 2,ql9 a,qox 3,qmm 4,qtr 8,qmi 4,ql1 4,qni a,fmf 0,phl 2,q" +
  "a9 8,kdr 1,glo 4,pgh 0,gh7 1,g4y 0,gh7 1r,qy6 17,qyt 4,sss c,qxx 0,r0l 3,sss r,g8m 9,hl9 4,r0o b,qyu p,r1g 0" +
  ",r1e 4,r2z 2,fjp b,r1h 1,r1h 5,qzz 6,qys 6,r1f 2,r0m 3,r3o 5,qzg 1,jt2 2,qy4 2,qzx 1,r4l i,tvc 0,kl4 2,r7l 2" +
  ",r7n,2 3,r7p 2,r7q 1,r7r 1,r7t 6,r7v 3,r7x,2 0,r7s 2,fjm 1,r7u 2,r7z 2,r80 0,r7m 3,r81 2,r7t 2,r7s 1,r7w 0,r" +
  "7m 1f,r8e 1,r8v 1,r8m 8,rkw 0,rky,2 4,rkx 1,rlb 1,rl3 1,rl4 1,rl2 1,rld 0,rl9 1,rl6,2 0,jfc 0,rlc 2,rll 1,rl" +
  "i 1,rlo 2,e1v 0,rls 1,rlj 3,rln 0,rlr 2,rlq 3,rlk 1,rm9 0,rm1 1,rlv 3,rm2 0,lig 0,rlt 4,rlu 4,rm3 7,rlh 1,rm" +
  "0 1,rma 1,rm7 0,rlw 0,rm8 0,rlz 0,rm6 2,rlx 2,rm5 1,gpb 0,rmx 0,rmq,2 2,rmd 2,rmf 1,rmv 0,rmn 0,rmp 0,rmo 1," +
  "rmg 0,rml 0,rmt,2 1,rmk 6,rmh 2,rme 4,rmc 0,rmj 0,rmb 0,hmg 4,ixj 0,rl0 3,rn7 0,rna 2,rmm 2,rn5 1,rn2 3,rn1 " +
  "1,rmi 0,rmz 1,rn0 0,rn3,2 0,rn9 1,rn6 1,rn8 1,rn8 0,rnf 2,rnl 1,rni 3,rnr 2,rnh 2,rnu 1,ra2 0,rnn 2,rno 1,rn" +
  "q 2,rns 1,rnj 1,rnb 1,rms 1,rnd 1,rng 0,rnp 3,rlm 0,rnm 3,rnk 0,rnx 0,roe 0,rod 2,rol 0,rmw 1,ro4 1,rob 0,ro" +
  "0 3,rnz 1,ro5 0,gq0 2,rlf 1,ro9 2,rnw 0,rlp 0,rnc 1,roa 1,ro6 1,rne 1,rnv 0,ro2,2 1,rd6 0,rm4 4,rny 3,roc 1," +
  "ron 3,ro1 1,roh 0,rok 1,rom 0,rol 0,rle 1,roi 2,roj 0,roj 6,rof 2,roq 0,ros 0,ror 5,rlg 5,roo 4,rop 2,grb 7," +
  "rlt 4,roy 0,rl1 6,rou 1,rly 0,rov 0,rot 1,rox 2,h2i b,rp1 1,la9 1,rm9 0,rla 1,rl5 1,rp0 2,jhg 0,rmy 4,rd5 0," +
  "ror 1,rnf 4,rnt 4,gk8 0,rbz 0,e21 1,tsw 3,ro7 0,rl5 1,row 0,rp2 3,rxa 1,rog 1,roz 4g,luy 8,i9u 1,fg0 3,o9i 1" +
  ",fg0 3,prn n,mqy 9,rqm m,mpk 5,mqz 5,e3d 3,rvh,2 0,rvk 0,rvj 0,rvm 0,rvl 4,rvv 0,rvr 0,rvt,2 0,rvz 0,rvn 2,r" +
  "vy 0,rw3 1,rwg 0,rw0 0,rw5 1,rvw 0,fhs 0,rw7 1,rw6 0,rw9 0,rw4 0,rwb 1,rw8 0,rwa 0,rw2 0,rwi 0,rwh 0,rwf 0,r" +
  "wl 1,rwk 0,rwe 1,rwc 6,rwo 0,rwq 0,i4e 1,rwn 3,rwy 0,rwp 0,rxa 0,rww 1,rwv 1,rx0 0,rwz 0,rvo 0,ggm 0,rw1 1,r" +
  "wr 0,rx1 2,rvs 0,rwt 0,rvq 0,rws 2,e4w 3,rx2,2 4,rx6 0,rx5 0,rvx 0,rx7,2 5,rwd 0,rx4 1,rxb,2 1,rxa 0,rx9 1,r" +
  "xd 1,rxe 0,rwm 2,rwj 0,rwx 1,rwu 0,rx9 3,rxf 0,rwj 27,rxm 14,rxy 3,rxx e,ryj 9,rzl 1a,sft 1a,s1h v,shq 3,s22" +
  " n,s04 8,s1k 9,sft 0,s0m 2,s42 0,s2y l,s1j 7,s1i 6,rzs 0,s24 0,s1n 1,s03 0,e76 2,s33 0,s0u 0,s30 1,s4w 4,s1l" +
  " 6,s41 3,s5b 0,s64 3,s5r l,s6n 9,sbq,3 0,g4b 3,sbu 0,sbt 1,sbv 6,sbx 3,sbz 2,sbw 1,sc7 6,sc8 6,sc1 5,sc4,2 0" +
  ",sca 0,sc2 0,sc6 0,scb,2 4,scj 1,sci 1,sch 0,scg 0,scd,2 7,sck 0,jlp 0,scl 0,scb 5,scm 0,scu 0,scp 0,scr 0,s" +
  "ct 5,scq 0,scn 2,sco 0,sby 1,scs 2,scx 3,scv 4,scz 2,scw 0,scy 1,sd3 0,pom 0,scy 1,laa 1,sd2 0,sd1 0,sd4 2,s" +
  "bw 3,sd5 0,scf 5,sd6 a,sc0 1,sd0 0,sc9 1,sc3 1t,gbi 6,sda 0,sdn 0,sdl 2,g4c 7,se1 1l,h5q u,sgi 1,iv8 3,sex 9" +
  ",sf2 d,go8 0,sez i,sf3 4,lrs 0,seo 2,sef 5,se6 0,sf1 3,sit 2,sga 1,sgi 1,sf0 0,lv3 7,sg2 8,sf3 3,p1x 0,se9 0" +
  ",sg9 1,sif 1,se5 4,seg 2,sew 2,sfd 2,se1 4,shn 0,sh2 26,slr l,sku g,slv 2,fhd 8,sl5 1,sks 0,smv 0,smf g,sk3 " +
  "5,slt 2,sl7 1,smw 1,sl6 1,sls 3,skd c,soy 0,sme b,sqx 1a,pjg i,spp 5,ff5 1,spp 0,q6n 3,onq 0,sq9 6,gfv 0,sq9" +
  " 4,spy 6,sqn 7,sqn 0,qx1 1,sqm 1,sql 2,ssq 2,ssq 4,gig 1,tc5,3 0,tcc 1,tca 0,tc9 0,tcb 3,tc8 5,tcj 0,tcg 1,j" +
  "fn 0,tcf 1,tci b,tcn 1,tcd 1,tcl 0,tce 3,eii 1,tdb 0,td7 1,tco 0,td9 0,td1 2,tcq 0,tcw 3,tct 0,td5 1,td0 0,t" +
  "cz 0,tch 1,tcu 0,tda 8,td3 2,tcv 1,tcp 1,td8 0,tcr 0,td6 6,te4 1,te0 2,tdi 0,tdv 2,tdg 0,tdl 0,te5 0,tdc 2,t" +
  "dk 0,tds 0,tdr 0,tdq 3,tdt 0,ijs 0,tdn 1,te2 0,te1 1,tdz 1,te3 3,tdu 3,tdj 1,tdf 2,tdy 0,tdx 2,tdm 3,tdh 1,t" +
  "d5 1,tde 5,tdo,2 5,tgr 2,te7 1,tf4 1,tea 0,tf0 3,tey 0,tfa 2,tf7 1,tek 7,tei 3,ter 1,tew 2,teq 1,tf1 1,tez 0" +
  ",teu 0,qxg 3,te9 2,tfb 1,tf5 0,ten 1,tf9 0,tet 0,ted 0,tf3 0,te8 0,tdd 3,tem 1,tg0 3,tfk 1,tfs 1,tg1 0,tft 4" +
  ",tel 1,tg2 1,tfw 1,tcx 4,tes 2,tef 2,tfv 6,tff 3,tfu 1,tg3 3,teg 0,tfo 0,tfn 0,tg4 1,tfr 0,teb 0,tfe 2,tg0 0" +
  ",tee 0,tfq 0,tfm 0,tfh 1,tfc 2,tfx 1,tgv 3,tcy 4,tge 2,itx 1,tg6 0,tgr 0,tgp 6,tec 0,tgl 1,tg5 2,tgf 2,tgk 0" +
  ",tgx 0,tf2 0,tgb 3,tgs,2 0,tgc 0,tdd 3,tgm 1,tga 0,tgg 1,tgh 0,m9o 1,tgi 0,tg9 2,itx 0,tgw 2,qy0 1,tfg 3,thq" +
  " 3,tgd 0,tgo 1,tgq 1,td7 0,tck 0,th0 0,tgz 1,m9o 0,tfp 1,thc 6,th3 3,tep 1,tcm 0,th7 4,th9 3,th4 0,tgy 3,tg8" +
  " 2,th5 3,tha 4,tgu 0,th2 3,tg7 1,tc8 1,tcv 3,thd 1,thb 2,thh 2,tht 1,tio 7,thx 1,tfl 1,thl 1,tgk 0,thk 5,thf" +
  " 0,td4 0,q91 2,thr 0,teo 1,tex 0,th8 1,ths 0,thj 0,thj 1,thu 1,thn 0,thp 1,thv 0,vkk 1,tho 6,thq 3,ti6 3,k3v" +
  " 0,tfi 3,thi 0,ti1 2,ti8 0,ti5 5,tfj 0,th1 3,thz,2 0,ti3 0,tf6 1,ti4 0,thy 1,the 3,t32 7,ti2 4,tev 1,tic 1,t" +
  "ii 0,eil 2,tfs 5,teh 7,tf8 4,tib 1,tfd 0,tie 0,ti9 3,tcv 0,tij 3,tia 2,tig 4,eit 0,tfy,2 0,thg 2,tho 2,tio 0" +
  ",eir 2,tin 0,til 1,tdt 0,tim 1,te6 1,tej 4,tip 4,tfc 5,tik 1,thw 4,sxg 0,sxg 1,tiq 0,tgn 5,sxd 2,tis 1,tdw 2" +
  ",tir 1,tid 7,tif 2,td1 0,tit,2 4,thm 1,tih 2,tgj 0,tdn 0,sz2 0,g73 1,tia 0,thn 6s,tj3 8,tm0 1,tm1,2 2,tm3 1," +
  "tm4,2 1,irk 0,tme 1,tmb 0,tm8 1,tma 0,tma 0,tmc,2 3,tmg 8,tmq 0,g37 0,tmp 0,glk 0,tmo 2,tmi 0,tml 1,tmr 0,tm" +
  "u 0,tmm 3,tmt 0,tmt 3,tmy 2,tmx 1,tn2,2 0,tn1 0,tmw 0,tn0 3,tn6 2,kfz 0,k9j 0,tm9 1,tn8,2 0,tn5 0,tmv 2,tnb " +
  "1,tnc 0,tmn 0,tna 0,tnd 0,tm7 5,g37 1,tne 1,tn7 0,tn4 0,sdb 1,tnf 0,tmk 36,top 4,tp1 0,gg7 4,to5 1,tpz a,to4" +
  " 2,too 4,tom 1,tpl 2,to3 b,tpj 0,tnj 3,to6 6,tpk 5,tol 4,tqo 7,tqn 1,tpl 4,tpi 1,tqo 2,ton 3,trq 2,gkq f,trx" +
  " 5,kea 4,qkd 2,gjw 1,tsf 0,kea 1,v8h 3,o1n 0,try e,fip 8,n5h e,m7p 6,lha g,tup 4,ttq l,ttt 4,ttf 1,tv1 1,gjr" +
  " 1,m7p 0,gjq 7,tw2 8,tw3 1,tw9 0,tw4 8,pks 1,twl 12,ijt d,p2p 8,o23 m,txu 3,p4g 1,txt 2,gg3 2,tyn 1,u06,3 5," +
  "u09 5,u0a 2,u0c 0,tyq 0,u0b s,u0l 3,gr1 1,u45,3 1,u49,2 0,u48 0,u4b 1,u4c 1,u4i 1,u4g 0,u4j,2 0,u4d 0,u4h 0," +
  "u4f 3,u4n 0,u4m 3,u4s 4,u4p 2,u4w 1,u4v 6,hmc 0,u4y 1,u4q 1,u4r 1,u52 2,u50 0,u4o 0,u4z 1,u4x 0,rx2 0,u4z 8," +
  "u53 5,u54 0,u59 0,pkd 0,u58 2,u55 0,u57,2 0,k72 2,j7j 0,u5d 1,u5c 2,ol7 3,u5b 2,u5e 1,u4e 3,u5g,2 2,k72 0,u5" +
  "i 0,u4l 1,u5a 0,u5j w,u52 4,pkd d,u6m 4,u6o,3 1,gkw 1,g8e 2,u6r 1,u6s 1,u6n 0,u6u 0,u6t 3,u6v 3,u6w 1,u6x 1," +
  "u6y i,u72 4,uar 1,uat 0,uas 1,uau 3,uaw 0,uay,2 1,ub0 1,ub1 1,u7b 0,ub2 1,ub8 7,ub6 0,ub5 0,ub4 0,ub7 3,ube " +
  "0,ubc 0,ubg 2,onh 0,ubb 0,g3f 1,ub9 1,ubd 0,ubf 1,ubh 0,ubl 0,ubj 1,ubm 0,ubi 1,fo9 1,pf8 0,ubo 0,ubn 1,ub3 " +
  "1,ubg 0,ubp 6,ubq 3,one 4,onb 1,uav 1,gw2 0,ubt 0,ubr 1,onq 0,uby 1,uax 1,ubz 0,ubu 1,ubw 1,ubx 1,uc2 2,uc0," +
  "2 0,uc3 0,ubs 0,uc4 4,uat 0,uba 4,u7c 4,u8d 1,ubv 3,uc5 21,ui4,2 0,g4v 2,ui6 1,ui8 0,ui7 4,uia 7,uib 3,uin 0" +
  ",ui9 9,uij 0,uil 0,uih 1,uid 0,uim 2,uio 0,uig 1,uie 1,uik 1,uif 1,uiq 0,uiw a,uiv 2,uir 0,uiu 6,uj2 6,uj3 1" +
  ",uiz 0,uj1 2,uj7 6,uj8 0,uj6 0,uj5 0,uj4 2,uje 0,uj0 2,ujf 2,ujb a,ujd 2,eys 3,uji 1,ujc 0,ujh 1,pku 5,uii 0" +
  ",uje 0,ujj 5,ujl 1,q92 0,ujg 0,uja 0,ujk 0,ujm 0,ui9 4,uit 1,uj9 0,uip 1,ujn 5,uis 1,uj0 2,j4a 0,uin 3,ujo 2" +
  ",uic 1,ujr 0,ujp,2 3,uiy 0,uix 1v,pf2 k,ukz a,ukl 2,phr 1,fo3 0,uks 0,ukr 2,ul4 g,gk1 3,gk1 n,kfy 6,pgh c,u4" +
  "b 7,umr 2,k2f 1,tmh 0,gqs 0,tmz 3,tlk 0,tms 2,sld 7,unq k,uo9 9,uo7 1,uws,2 6,uwu 5,uww 6,uwx 4,uwy 2,uwv 2," +
  "ux0 6,ux1 1,ux2 6,ux8 0,ux5 1,uxb 0,ux3 1,uxc 0,ux9 0,ux7 0,ux6 6,uxe 1,uxk 0,uxq 0,uxh 4,f4v 2,uxi 3,uxg 0," +
  "uxn 1,uxd 0,uxo 4,uxf 2,uy2 3,uxp 5,uxz 0,uxs 5,uy1 1,uxw 0,uy0 7,uy4 1,uyj 0,uy7 0,uy5 0,uxq 3,uyf 1,uyc 3," +
  "uy9 0,uyd 1,uya 2,uyb 0,uyg 1,uy6 0,uy8 4,ux3 3,uyi 2,uyo 5,uy3 1,uyy 1,uyw 0,uxj 0,uyq 2,f4w 1,uyl 0,uyv 2," +
  "f4x 0,uyt 1,uym 0,uys 1,uyu 0,uyr 7,uyp 0,uz6 2,uz5 0,uyz 2,uxx 1,uz3 1,f4y 0,uz2 0,uz4 3,uz1 0,uyp 2,uxu 0," +
  "uz0 0,uz7 1,uzc 1,uxy 1,uxv 0,uyh 0,uzb 0,uzf 1,uz8 3,uyx 2,uzd 2,uz9,2 8,uzj 1,uzh 1,uzg 0,uzi 0,uxr 4,uyk " +
  "1,uxa 0,uxl 2,uzn 0,uzl 2,uzm 0,uyn 4,uxm 1,uzk 7,uys 0,ux4 1,uxt 1n,ux3 1a,v8f 1,g6j 1,v8g 2,g6j 5,v8k 0,g6" +
  "c 0,v8j 1,v8i 7,f83 7,v8p 0,v8o 1,v8m 4,v8l 3,v8w 2,v91 5,v8z 1,v8y 0,v8u 0,v8x 3,v8q 2,v8v 1,v8t 6,v94,2 3," +
  "v97 2,f85 3,v9b 3,v99 1,f84 0,v96 0,v98 c,v9c 0,v9f 0,v9i 0,v9d 8,v9k 0,v9h 2,v9g 0,v9l 8,v9o 1,v9r 1,v9s 0," +
  "v9q 0,tsl 1,v9m 4,v9v 6,v9p 5,f86 2,v8r 1,v9t,2 4,v8h 3,v9n 2,va1 1,v9x 1,v9z 6,v9y 3,va3 3,va4 0,f87 1,v8n " +
  "2,q0q 2,va7 1,vac 4,va8,2 0,va0 0,vab 2,va2 0,va2 0,vaa 0,va6 1,v8h 4,f88 0,va5 8,vaf 2,vad 0,v8l 1,v93 0,va" +
  "g a,v92 0,vai 4,v9w 3,vah 2,vaj 0,v9j 0,v9j 3,vak 0,vao 0,val 2,v90 4,c5l 4,van 2,f89 1,vap 2,vaq 5,v8s 2,va" +
  "s 1,vae 0,var 1,v9e 0,v9a 2e,gh0 2,nu9 0,gqg 0,vb2 1,nu9 0,ngw p,fgd d,vc6 3,vco 0,twi 0,twi 3,kc2 4,kc2 0,t" +
  "wi 3,kc2 0,twi 1,fgo 0,fgo 5,vd0 8,vd5 5,vdd 6,vdk 4,m9l 9,g2i 9,ve2 1,tu1 1,vdt 0,ve1 5,vem 1,vez 2,vf0 6,v" +
  "f1 b,g4s u,vg9 l,vgw 0,k23 2,rwt 0,vgx 2,vi7 1,vi8,2 1,via 1,vid 2,vif 2,vib 0,vie 0,vic 0,vic 0,g6y 2,vig 0" +
  ",gvi 2,vii 1,vih 5,vij 3,pkd 0,vik l,vix 0,gi8 1,iou 0,fce 2,viy,2 6,vj3 10,e1w h,vki 19o,wu9 1,wub 1,wud 1," +
  "wuf 1,wuh 1,wuj 1,wul 1,wun 1,wup 1,wur 1,wut 1,wuv 1,wux 1,wuz 1,wv1 1,wv3 1,wv5 1,wv7 1,wv9 1,wvb 1,wvd 1," +
  "wvf 1,wvh j,ww1 1,ww3 1,ww5 1,ww7 1,ww9 1,wwb 1,wwd 1,wwf 1,wwh 1,wwj 1,wwl 1,wwn 1,wwp 1,wwr 1,ui 0,uk 3o,x" +
  "0j 1,x0l 1,x0n 1,x0p 1,x0r 1,x0t 1,x0v 3,x0z 1,x11 1,x13 1,x15 1,x17 1,x19 1,x1b 1,x1d 1,x1f 1,x1h 1,x1j 1,x" +
  "1l 1,x1n 1,x1p 1,x1r 1,x1t 1,x1v 1,x1x 1,x1z 1,x21 1,x23 1,x25 1,x27 1,x29 1,x2b 1,x2d 1,x2f 1,x2h 1,x2j 1,x" +
  "2l 1,x2n 1,x2n 8,x2y 1,x30 1,5tl 0,x33 1,x35 1,x37 1,x39 1,x3b 4,x3g 1,h1 2,x3l 1,x3n 3,x3r 1,x3t 1,x3v 1,x3" +
  "x 1,x3z 1,x41 1,x43 1,x45 1,x47 1,x49 1,h2 0,gs 0,2v 0,h8 0,h6 1,im 0,hz 0,il 0,xub 0,x4l 1,x4n 1,x4p 1,x4r " +
  "1,x4t 1,x4v 1,x4x 1,x4z 1,x3o 0,hu 0,5u6 0,x54 1,x56 1,h0 0,x59 1,x5b 1,x5d 1,x5f 1,x5h 1,x5j 1,x5l 1,x5n 1," +
  "bf k,37 0,2r 0,2u 0,35 0,x6e 2,87 0,9f o2,x0n 0,xtj 0,h7 0,xua 9,i5 fbq,i9u 0,kc4 0,sbq 0,rwe 0,lw1 0,fg2 0," +
  "gkl 0,vj3 0,vj3 0,hn5 0,ssx 0,gw7 0,hmw 0,jbm 0,ndq 0,p5j 0,q3h 0,qt6 0,r20 0,shn 0,fgw 0,ljv 0,mah 0,mvy 0," +
  "q4d 0,sq2 0,uiu 0,fht 0,ghh 0,kjz 0,m9u 0,g34 0,v9a 0,iai 0,lwl 0,q8t 0,r3o 0,jih 0,pje 0,qox 0,iq2 0,kd3 0," +
  "lm2 0,mpo 0,slq 0,kf9 0,g53 0,gc3 0,joz 0,l15 0,m89 0,ggy 0,pa9 0,pt2 0,qj3 0,s1b 0,tv6 0,uwx 0,val 0,nt8 0," +
  "o04 0,p33 0,q15 0,itx 0,vb3 0,rlm 0,hac 0,iro 0,occ 0,pcb 0,mle 0,nuy 0,rwi 0,ttj 0,haq 0,i8x 0,ku4 0,lii 0," +
  "lxr 0,oq7 0,p3p 0,tor 0,gcy 0,pe3 0,g63 0,g5o 0,kq9 0,p2j 0,q29 0,tpx 0,rnf 0,jin 0,fgw 0,rne 0,fg9 0,i2p 0," +
  "iz6 0,mtj 0,irm 0,gev 0,nwb 0,fr3 0,hl9 0,ff1 0,lho 0,k1c 0,opu 0,gjm 0,hge 0,ni9 0,gl2 0,rn8 0,ke8 0,sds 0," +
  "lfs 0,jjy 0,put 0,jog 0,n6t 0,fji 0,ffo 0,g5l 0,kn5 0,omm 0,prj 0,rnp 0,ssv 0,gc1 0,glx 0,ho3 0,iog 0,k3p 0," +
  "lwk 0,nqy 0,tmm 0,uiy 0,fgd 0,vda 0,gbf 0,ghy 0,ghy 0,sc9 0,ino 0,izg 0,j0r 0,jve 0,lnj 0,m9o 0,mxb 0,o22 0," +
  "p1f 0,pck 0,scn 0,q0i 0,sf2 0,m9o 0,g7r 0,gbn 0,gql 0,ma0 0,r0i 0,rn8 0,iq1 0,iyd 0,jnf 0,l8z 0,il4 0,mq6 0," +
  "fl0 0,h6h 0,i2p 0,ib1 0,izg 0,muq 0,q0p 0,p7e 0,pc6 0,tdv 0,tti 0,m7p 0,u4m 0,fpn 0,ny4 0,ss4 0,trq 0,j1y 0," +
  "fie 0,fyy 0,i5q 0,i7z 0,k2h 0,fgw 0,mha 0,n87 0,q9o 0,se5 0,vix 0,k7p 0,tny 0,g7s 0,kfv 0,kj7 0,lkx 0,luk 0," +
  "mx5 0,n6h 0,nsb 0,p19 0,ol7 0,g31 0,je6 0,tom 0,fmu 0,fkh 0,lgm 0,sby 0,ivf 0,kk7 0,kk7 0,mtj 0,tqe 0,g89 0," +
  "glr 0,i91 0,k5v 0,kem 0,ko8 0,lid 0,mx2 0,naa 0,p6h 0,sss 0,sss 0,sss 0,o1n 0,gfz 0,lve 0,gm5 0,mhc 0,n14 0," +
  "qbe 0,tr7 0,uzi 0,vbz 0,kgn 0,lor 0,fg4 0,o97 0,obk 0,olu 0,mnq 0,m8p 0,rly 0,fk0 0,px2 0,g8q 0,g7b 0,ip2 0," +
  "jir 0,onq 0,i2t 0,ljy 0,kac 0,scw 0,qx8 0,tot 0,r7l 0,iqb 0,g1s 0,gxs 2,g4i 1,k8k 2,g66 0,mqy 0,ngq 0,ny4 0," +
  "nz2 0,nz9 0,o0f 0,tw6 0,on2 0,p8d 1,qhe 1,rnc 2,shk 0,sn1 3,ub1 0,ub6 0,ubq 0,vac 0,sm6 0,trr 0,fqm 0,fzb 0," +
  "g25 0,gcp 0,gdg 0,ggh 0,gwt 0,gl5 0,h2g 0,hfk 0,hig 0,i82 0,i9a 0,j2s 0,j8o 0,j9q 0,j55 0,k0f 0,k4i 0,k9d 0," +
  "kn9 0,lmf 0,lqy 0,le1 0,mem 0,mjv 0,mxu 0,ntd 0,ny6 0,nyh 0,nyg 0,nyo 0,nyu 0,nz1 0,nzs 0,nzj 0,rp3 0,o75 0," +
  "ps2 0,p1f 0,p3t 0,oxt 0,p6a 0,pad 0,pnx 0,prt 0,prt 0,q53 0,r2o 0,r7q 0,ro2 0,roo 0,i4e 0,rxc 0,sdy 0,shk 0," +
  "try 0,gr1 0,u4x 0,j4w 1,ubq 2,inq 0,g51 0,g2w 0,fpc 0,g1x 0,g3k 0,gcn 0,ge2 0,gwt 0,gut 0,gwp 0,gyq 0,g4i 0," +
  "h9b 0,hms 0,hn8 0,huq 0,i08 0,iqa 0,iqh 0,iuh 0,iwd 0,j4o 0,j7y 0,j60 0,j9q 0,j8g 0,j55 0,jec 0,jpg 0,jrw 0," +
  "jte 0,k0m 0,k8k 0,kd3 0,kd7 0,keu 0,l89 0,ke8 0,lkx 0,lwb 0,lvv 0,le1 0,m5a 0,mem 0,nmv 0,mk5 0,mnj 0,mqy 0," +
  "n01 0,n46 0,n5n 0,nbx 0,nbz 0,ngq 0,nh7 0,nhw 0,nka 0,nk0 0,nv0 0,o8h 0,ps2 0,ol7 0,p2e 0,p1f 0,p4u 0,pad 0," +
  "pxu 0,gge 0,qrd 0,r41 0,r5y 0,r7q 0,rnn 0,rnc 0,rnb 0,ro2 0,rne 0,ro5 0,roo 0,gk8 0,rxc 0,scz 0,sf3 0,srd 0," +
  "te7 0,tq4 0,try 0,tw6 0,tzv 0,gr1 0,u17 0,u4x 0,umq 0,vj3 3,brx 0,cns 0,cop 3,vgj 0,gi8 1y,15u 0,15c 0,15f,2" +
  " 0,15n,3 0,160 0,162 0,17 12,19t 0,19t 0,1a3 0,1a3 0,1a3 0,1a3 0,1a6 0,1a6 0,1a6 0,1a6 0,1a8 0,1a8 0,1a8 0,1" +
  "a8 0,1a2 0,1a2 0,1a2 0,1a2 0,1a7 0,1a7 0,1a7 0,1a7 0,1a1 0,1a1 0,1a1 0,1a1 0,1b8 0,1b8 0,1b8 0,1b8 0,1ba 0,1" +
  "ba 0,1ba 0,1ba 0,1ac 0,1ac 0,1ac 0,1ac 0,1ab 0,1ab 0,1ab 0,1ab 0,1ae 0,1ae 0,1ae 0,1ae,2 0,1af 0,1af 0,1af 0" +
  ",1al 0,1al 0,1ak 0,1ak 0,1am 0,1am 0,1ag 0,1ag 0,1aw 0,1aw 0,1ap 0,1ap 0,1bd 0,1bd 0,1bd 0,1bd 0,1bj 0,1bj 0" +
  ",1bj 0,1bj 0,1bn 0,1bn 0,1bn 0,1bn 0,1bl 0,1bl 0,1bl 0,1bl 0,1bu 0,1bu,2 0,1bv 0,1bv 0,1bv 0,1c0 0,1c0,2 0,1" +
  "c1 0,1c1 0,1c1 0,1by 0,1by 0,1by 0,1by 0,1ci 0,1ci,2 0,1cj x,1bh 0,1bh 0,1bh 0,1bh 0,1c7 0,1c7 0,1c6 0,1c6 0" +
  ",1c8 0,1c8 1,1cb 0,1cb 0,1c5 0,1c5 0,1c9 0,1c9 0,1cg 0,1cg 0,1cg 0,1cg 0,18p 0,18p i,1cc 0,1cc 0,1cc 0,1cc e" +
  "o,18 0,9hd,2 0,1m,2 0,x 0,1r 0,9hy,2 n,1a 0,6c4 0,6c3 0,2n 0,2n 0,14,2 0,3f 0,3h 0,9hw,2 0,9hs,2 0,9hm,2 0,9" +
  "hk,2 0,9ho,4 2,2j 0,2l 4,2n 0,2n 0,2n 0,18 0,9hd 0,1a 1,1n 0,1m 0,1r 0,x 0,6c4 0,14,2 0,3f 0,3h 0,9hw,2 0,z " +
  "0,12 0,16,2 0,19 0,1o 0,1q 0,1p 1,2k 0,10,2 0,1s k,17l,2 0,17m,2 0,17n,2 0,17o,2 0,17p,2 0,17q 0,17q 0,17q,2" +
  " 0,17r,2 0,17s 0,17s 0,17s,2 0,17t,2 0,17u 0,17u 0,17u,2 0,17v 0,17v 0,17v,2 0,17w 0,17w 0,17w,2 0,17x 0,17x" +
  " 0,17x,2 0,17y 0,17y 0,17y,2 0,17z,2 0,180,2 0,181,2 0,182,2 0,183 0,183 0,183,2 0,184 0,184 0,184,2 0,185 0" +
  ",185 0,185,2 0,186 0,186 0,186,2 0,187 0,187 0,187,2 0,188 0,188 0,188,2 0,189 0,189 0,189,2 0,18a 0,18a 0,1" +
  "8a 0,18h 0,18h 0,18h 0,18h,2 0,18i 0,18i 0,18i,2 0,18j 0,18j 0,18j,2 0,18k 0,18k 0,18k,2 0,18l 0,18l 0,18l,2" +
  " 0,18m 0,18m 0,18m,2 0,18n 0,18n 0,18n,2 0,18o,2 0,18p,2 0,18q 0,18q 0,18q c,x,w 0,2p,q 0,2j,10 0,879,2 0,9h" +
  "e 0,9ho,2 0,9hd 0,9ob 0,9o2 0,9lt 0,9lv 0,9lx 0,9lz 0,9m1 0,9nn 0,9np 0,9nr 0,9mr 0,9oc 0,9lu 0,9lw 0,9ly 0," +
  "9m0 0,9m2,2 0,9m5 0,9m7 0,9m9 0,9mb 0,9md 0,9mf 0,9mh 0,9mj 0,9ml 0,9mn 0,9mp 0,9ms 0,9mu 0,9mw 0,9my,6 0,9n" +
  "6 0,9n9 0,9nc 0,9nf 0,9ni,5 0,9no 0,9nq 0,9ns,6 0,9nz 0,9o3 2,3fk 0,3cw,2 0,3hm 0,3cy 0,3ho,2 0,3cz,3 0,3hs," +
  "6 0,3dm 0,3d2,3 0,3dt 0,3d5,a 3,3fl,6 2,3fr,6 2,3fx,6 2,3g3,3 3,4i,2 0,4s 1,4m 0,4l 0,6g9 1,7b6 0,6mo,4 0,7f" +
  "k 0,7gr";

/** The same for code points beyond the BMP whose target is a single code unit. */
export const ASTRAL_FOLDS =
  "1g1t,k0,2 0,6e 0,ih 0,gj 1,ir 0,xuu 0,it 0,is 0,gm,2 0,5u9 0,go 0,gu 0,ix 0,h0 0,gy 0,gw 0,ij 0,87 0,ik 0,h3" +
  " 0,hw 0,iy,2 0,h8 1,x3i 0,ha 1,i6 1,6w 0,hi,2 0,35 0,hm 1,hp,2 0,hs 0,iw 0,iu 0,xuv 0,iv 0,i0 0,8s1 1,i7 0,i" +
  "p,2 0,ig 0,cg,3 12xp,2p,q 0,1c,a 1dy,2p,q 0,2p,q 0,2p,q 0,2p,7 1,2x,i 0,2p,q 0,2p,q 0,2p 1,2r,2 2,2v 2,2y,2 " +
  "2,32,4 1,37,8 0,2p,4 1,2u 1,2w,7 1,34,b 0,2p,q 0,2p,q 0,2p,2 1,2s,4 2,2y,8 1,37,7 1,2p,q 0,2p,2 1,2s,4 1,2x," +
  "5 1,33 3,37,7 1,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2p,q 0,2" +
  "x 0,fr 2,q9,8 0,2x 0,2z 0,qj,2 0,32 0,qm 0,33 0,qo 0,34 0,qg 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pz 0,q9,8 0,2x " +
  "0,2z 0,qj,2 0,32 0,qm 0,33 0,qo 0,34 0,qq 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pu 0,qd 0,qg 0,2z 0,qu 0,34 0,qo 0" +
  ",q9,8 0,2x 0,2z 0,qj,2 0,32 0,qm 0,33 0,qo 0,34 0,qg 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pz 0,q9,8 0,2x 0,2z 0,q" +
  "j,2 0,32 0,qm 0,33 0,qo 0,34 0,qq 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pu 0,qd 0,qg 0,2z 0,qu 0,34 0,qo 0,q9,8 0," +
  "2x 0,2z 0,qj,2 0,32 0,qm 0,33 0,qo 0,34 0,qg 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pz 0,q9,8 0,2x 0,2z 0,qj,2 0,32" +
  " 0,qm 0,33 0,qo 0,34 0,qq 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pu 0,qd 0,qg 0,2z 0,qu 0,34 0,qo 0,q9,8 0,2x 0,2z " +
  "0,qj,2 0,32 0,qm 0,33 0,qo 0,34 0,qg 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pz 0,q9,8 0,2x 0,2z 0,qj,2 0,32 0,qm 0," +
  "33 0,qo 0,34 0,qq 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pu 0,qd 0,qg 0,2z 0,qu 0,34 0,qo 0,q9,8 0,2x 0,2z 0,qj,2 0" +
  ",32 0,qm 0,33 0,qo 0,34 0,qg 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pz 0,q9,8 0,2x 0,2z 0,qj,2 0,32 0,qm 0,33 0,qo " +
  "0,34 0,qq 0,qq 0,38 0,qt,2 0,3c 0,qw,2 0,6pu 0,qd 0,qg 0,2z 0,qu 0,34 0,qo 0,rh 0,rh 2,1c,a 0,1c,a 0,1c,a 0," +
  "1c,a 0,1c,a 1m8,2p 0,tt 0,2q 0,tv,2 0,2t 0,ty,3 0,2z 0,u3 0,31 0,33 0,u7 0,34 0,2r 0,38 0,3d 0,uc 0,3c 0,ue," +
  "3 0,uj 0,ul,2 0,ww9 0,yh 0,2x,2 0,yx 0,xb 0,y7 0,2p 0,tt 0,2q 0,tv,2 0,2t 0,ty,3 0,2z 0,u3 0,33 0,u7 0,2r 0," +
  "3d 0,uc 0,3c 0,ue,3 0,ui,2 0,wh 0,2x 0,37 0,v3 0,x7 0,wup 0,xd 2oi,17r,2 0,17w 0,17z 1,18o 0,182 0,17x 0,187" +
  " 0,18q 0,18j,4 0,183 0,189 0,18h 0,185 0,18i 0,181 0,184 0,17u,2 0,17y 0,180 0,186 0,188 0,18a 0,19q 0,1bu 0" +
  ",1b5 0,19r 1,17s 0,17w 1,18n 2,17x 1,18q 0,18j,4 0,183 0,189 0,18h 0,185 0,18i 1,184 0,17u,2 0,17y 1,186 1,1" +
  "8a 6,17w 4,17x 1,18q 1,18k 1,18m 0,183 0,189 1,185 0,18i 1,184 2,17y 1,186 1,18a 1,1bu 1,19r 1,17s 0,17w 1,1" +
  "8n 2,17x 0,187 0,18q 0,18j 1,18l,2 0,183 0,189 0,18h 0,185 0,18i 1,184 0,17u,2 0,17y 1,186 0,188 0,18a 0,19q" +
  " 1,1b5 1,17r,2 0,17w 0,17z 0,18n,2 0,182 0,17x 0,187 0,18q 1,18k,3 0,183 0,189 0,18h 0,185 0,18i 0,181 0,184" +
  " 0,17u,2 0,17y 0,180 0,186 0,188 0,18a 5,17s 0,17w 0,17z 1,18o 0,182 0,17x 0,187 0,18q 1,18k,3 0,183 0,189 0" +
  ",18h 0,185 0,18i 0,181 0,184 0,17u,2 0,17y 0,180 0,186 0,188 0,18a g4,1c 0,1c,a 0,1c 0,1c 3,2p,q 1,2r 0,36 3" +
  ",2p,q 6,2p,q 6,2p,q 3c,9md d,jez 0,i1j 0,gjw 0,9mv 0,fik 0,hlm 0,r8j 0,hm1 0,fj8 0,k68 0,k4g 0,k2h 0,g99 0,g" +
  "lq 0,g3x 0,k34 0,g7x 0,p1k 0,n4v 0,rvt 0,hkg 0,gmx 0,lxw 0,jh1 0,jmd 0,feo 0,fex 0,lrs 0,ijq 0,ffx 0,gkz 0,j" +
  "k7 0,rxs 0,jf7 0,o01 0,o6y 0,glk 0,lwh 0,kcp 0,kco 0,n5f 0,gaa 0,q3p 0,sp9 k,ivr 0,gkv 1we,1c,a 1yh,afa 15e," +
  "gz4 3k,h47 92,anm 12d,hjr y4,aw2 3,au7 3n,av3 21,au8 6b,i2j 12l,i9t 63,b18 1oy,1djk 5,1djj 1tx,kbp 4l,k91 bi" +
  ",1djl 1r,kmp 6h,l0v 5n,l5f 3m,bqb 147,lbq 4g,lsb 0,lzp ay,m2u 48,m6x 6y,c0y mu,1dgs 10c,ccv hd,n2z 1o,cew 1a" +
  ",cen zs,vcc dr,cq2 2u,1djp 194,cx6 g0,ojp 62,ohk 7l,1djq 11s,ozf xy,kdh 43,plu m4,dj1 u3,qhr 1mp,dum t,dvu 1" +
  "4,duj l6,e1x 9c,rb4 co,e4s 1f,e4u 8b,1djr rg,ebk 7,ebl 15,ebm 85,s90 142,eio 1c,eip dk,ein 3l,sza 7,t5p 1,t8" +
  "k 2,t8v cq,ele 1vz,ewa 2k,u9k 5g,eyr xy,f4u dh,uqn 4,urc 8,uvb sf,vcj uo,gdf 7x,hhb 8q,s97 x,ijc pw,m6q bo,n" +
  "kd as,ot2 0,osa e,oza 0,ozl 50,q6l 1d,qb3 4b,qur 1w,r40 2q,rcn b,rg4 2,rgv a,rj2 3q,s7j b,s9j 2,sa6 25,soj 3" +
  "p,suf 7,sy0 6,t07 2,t2c j,t8n 0,t8t 13,tld 3b,u3b 0,u23 3,u2d 1f,u8n c,uag 13,ud8 0,udf 8,ufe 0,uf8 0,ug0 1," +
  "ugl 1,ugh 2k,uov b,uuc 0,upy m,uwi 1r,v33 57,n0q r,otd w,eb9 g,swt 1,sxj 2,ta5 9,u19 3,ex0 h,vhr 4b,fz8 iu,h" +
  "h4 2,hd4 w,hi8 47,hsp 9n,b37 f,igt 33,iqm 1d,itg e7,k9c 0,k7v 3i,knw w,l3h 7e,m23 3,lmn v,lxp 3m,mgg b,mhi r" +
  ",mgw 52,n2d 5,n13 2,n11 83,nww 55,ogy 5s,ooz 4,opq 8,oru 7,osu 1,osk 0,otm 0,ot9 1,otj i,oxb 7,ozq 0,p05 68," +
  "q9w 2,dlv 41,qix 1n,qps 63,r9r 4,rbx 2,rf7 h,rca j,rg2 2,rfj i,rir 6c,s7x b,sae 32,so9 17,ss2 3j,stw 3,t1c 0" +
  ",t15 2,su7 6,sx1 0,sxa 1,tbe 3,swa 1,sx3 c,t00 b,t26 9,t4d 4,t5f 2,t73 2,ehh 8,t8b 3,t9l 1g,tl5 d,tqp 0,tri " +
  "d,tr8 3r,u1g 8,u1s 45,udv 0,udl 6,uei 1,uf0 2,ufl 0,ufy 6,uha 3k,uq0 1,ups 1,uqo,2 e,ut7 0,utm 7,uv4 4,uuu 0" +
  ",uvu 12,v2n 1u,v4w 1,v81 8,v5d 2,v6n 3,v71 29,vh4 b,vhq a,vi4 86k,fgd 0,fg8 0,fgh 1,fog 0,fqm 0,fqz 0,inq 0," +
  "fwa 0,hl3 0,fzb 0,fyn 0,ae6 1,g25 0,g2c 0,g2s 0,g3b 1,aex 0,g3p 0,g3x 1,g47 0,g4k 0,fkc 0,g4s 0,g51 1,g6t 0," +
  "g77 0,afz 0,g8r 0,g92 0,gaa 0,tf6 0,ahh 0,gcn 0,gcp 0,gdg 0,ge2 0,ged,2 0,gev 0,gg9 0,ggh 0,ggq 0,ghf 0,ghf " +
  "0,ghr 0,ghr 0,ghr 1,m7k 0,gju 0,gkf 1,gkr 0,gkx 0,gli 0,gpq 0,gmw 0,gnc 0,go8 0,gpu 0,gs6 0,gsw 0,gmn 0,gv7 " +
  "0,gw4 0,gw4 0,gwp 0,glf 0,gxf 0,gxu 0,h6m 0,gl5 0,h7b 0,h1t 0,gxj 0,g7b 0,hke 0,hce 0,hdg 0,he5 0,haj 0,hf6 " +
  "0,jhh 0,hik 1,ggm 0,hkn 0,hl2 0,hlm 0,ko6 0,hnm 2,hrg 0,htd 0,ht3 0,hqw 0,hon 0,aum 0,av0 0,hs6 0,i0u 0,i0u " +
  "1,i4j 0,i54 0,i2p 0,i5v 1,i67 0,i6e 0,itv 0,i76 0,ayp 0,i8w 0,i9a 0,ibk 0,ia5 1,if7 1,ige 0,igb 0,igs 0,ijl," +
  "2 0,b3j 0,ikd 0,ilk 0,im5 0,ind 0,b4y 1,b5o 0,ipc 0,ipf 0,ipi 0,iq2 1,iri 2,poh 0,isi 0,isi 0,b7r 2,iua 0,ts" +
  "l 0,b8j 0,ivu 0,ix9 0,ixj 0,iyh 0,j29 0,bay 0,ba4 0,j2s 1,j47 0,j7s 0,j7w 0,j7y 0,j7w 0,bca 0,j9q 0,i3u 0,j6" +
  "s 0,jan 0,q6x 0,j55 0,jbm 0,jdc 0,jdn 0,jfh 0,jht 0,jis 0,jm8 1,jlp 0,jiy 0,pot 0,jfv 0,jqc 1,js2 0,jph 0,jo" +
  "p 0,bhq 0,ju1 0,jum 0,bf5 0,juf 0,bjg 0,k0f 0,k18 1,k4i 0,fhi 0,k7f 0,bo9 0,k9d 0,bns 0,bms 0,g42 0,g45 0,kc" +
  "g 0,k9o 0,pf1 0,deh 0,kd3 0,kd7 0,kdd 0,kf2 0,ker 1,bpl 0,jio 0,kg5 0,klu 0,kn9 1,kni 0,kkf 0,kr8 0,brx 0,ks" +
  "i 0,kv7 0,kua 0,l2g 1,kjt 0,bvc 0,l5t 1,l78 0,bwu 0,i9t 0,l9b 0,ke8 0,hkj 3,li3 1,lhb 0,lhp 0,lev 0,ljq 0,lk" +
  "u 0,lmf 0,lkx 0,lm1 0,lmg 0,lmt 1,lkk 0,lrj 0,lta 0,c37 0,lvv 0,lvr 1,lq1 0,m0e 2,m2u 0,m61 0,m5a 0,m57 0,c5" +
  "y 0,m6i 0,m7y 0,m7r 0,m99 1,mdh 1,mfw 1,mjs 0,mk5 0,mkw 1,mm8 0,mmt 2,mst 0,mtn 0,cdo 0,mud 0,ce0 0,ce0 0,my" +
  "v 0,mzg 0,n01 0,n0l 0,myk 0,cgr 0,n50 1,n5q 1,irm 1,nbk 3,cn0 0,cnc 0,nhw 4,nj3 0,nj3 0,nj3 0,nka 0,cop 0,nm" +
  "3 0,cp2 0,cra 1,nri 0,nt8 0,nv0 0,ctf 1,nyu 2,o0f 0,o2z 0,cvj 0,rp3 0,o5m 0,o4z 3,oa6 0,d1e 1,og6 0,ocx 0,d2" +
  "f 1,onm 0,d5s 0,oo8 0,oo3 0,p0q 1,orn 0,d8h 0,p35 0,ow2 0,p4b 0,d9w 2,dax 1,p6i 1,p79 0,pa2 0,pad 2,pcw 1,pd" +
  "6 1,ded 0,pf6 0,phf 0,dfv 0,pj2 0,hx1 4,poh 0,pok 0,sda 0,dij 0,psh 0,psb 0,pst 0,gc3 0,ptd 0,ptf 0,ptp 0,pu" +
  "u 1,put 0,pwd 0,pyb 0,q0d 0,pwj 0,q0t 0,q1z 0,q53 0,pxv 0,q16 0,q18 0,q1o 3,dnv 0,q9d 0,q9f 0,qae 1,qck 1,dp" +
  "9 0,dpd 2,dpn 0,qj4 0,qj3 0,fin 0,qjt 0,qll 0,qko 0,qoe 0,qn6 0,qrd 0,qp4 0,qqz 0,qrq 0,dsn 0,qu9 0,qkj 0,dt" +
  "l 0,qxs 0,qxv 1,r13 0,r1a 0,dv9 0,r22 0,aez 2,dz2 0,dzb 0,rmi 0,ro5 0,gk8 0,rpx 1,rvz 0,rw2 0,rxf 0,rxz 2,s0" +
  "b 0,rzw 0,s1c 1,sbv 0,scz 2,sk4 0,smp 0,snl 1,snv 0,tdl 0,t07,2 0,sxo 0,tii 0,t91 1,irk 0,ej9 0,tkn 1,eli 0," +
  "ts3 0,iia 0,tur 2,epa 0,epi 0,u00 1,er6 1,u17 0,u17 0,u21 1,uat 0,eur 0,u95 0,ucn 0,ude 0,uf2 0,ez2 1,umq 0," +
  "uv4 0,v0d 0,f66 0,f71 0,v3b 1,f7c 3,vcr 0,f9y 0,veh 0,vem 0,vet 0,vf3 0,vfa 0,vgb";

/** Ranges of code points in base 36 for each kind of character but `other`. */
export const KIND_RANGES: Readonly<Record<string, string>> = {
  space: "0-9 e-w 3j 4g 4g0 6bk-6bu 6cv 6e7 9hc",
  sentenceEnd: "a-d x 1n 1r 3p ou 6co-6cp 9he 1e6q 1e6s-1e6u 1e8k 1e8m-1e8n 1edd 1ee3 1ee7 1eg1",
  punctuation:
    "y 13 19-1b 1m 4h 4n 52-53 5b p3 122-127 13d-13e 14u 14w 14z 152 16b-16c 16x-16y 170-171 17f 17h-17j 19m-19p " +
    "1ck 1ds-1e5 1kn-1kp 1m8-1mm 1ni 1us-1ut 1v4 1z1 22e 25s 2gn 2h0 2r8 2tr 2u2-2u3 2ys-2z6 2z8 32d 34g-34k 34p-" +
    "34q 37u-37z 3cr 3ts-3u0 3y8 4fi 4iz-4j1 4l1-4l2 4pg-4pi 4pk-4pm 4qo-4qy 4zo-4zp 55q-55r 59c-59i 59k-59p 5e6-" +
    "5e7 5ei-5eo 5fh-5fj 5j0-5j3 5kr-5kv 5mm-5mn 5og-5on 5oz 6c0-6c5 6c7 6cj-6cn 6cx-6d4 6d8-6dd 6df 6dj-6dt 6dv-" +
    "6e6 8vt-8vw 8vy-8vz 8z4 934-935 93a-93c 93f 93i-93v 93y-93z 94a-94e 94g-94x 94z-95b 95e-95g 95p 9hf 9i4 9io " +
    "9j1 9ls 9ob wla-wlb wst-wsv wvn wvy wz6-wzb x9w-x9z xce-xcf xdk-xdm xdo xf2-xf3 xgf xj5-xjh xjy-xjz xng-xnj " +
    "xr2-xr3 xrk-xrl xyj 1e6r 1e6x 1e7k-1e7m 1e85-1e86 1e89-1e8c 1e8i 1e8l 1e8o 1e8z 1ede 1edj 1edp-1edr 1ee2 1eg" +
    "5 1erk-1erm 1fa7 1fbk 1fn3 1g7r 1gdb 1ge7 1gls-1gm0 1gn3 1gq8-1gqe 1gs9-1gsf 1gux-1gv0 1h7y 1hgt 1hhs 1hlh-1" +
    "hll 1hmu-1hmx 1hs7-1hsd 1hvf-1hvg 1hvi-1hvl 1hz4-1hz7 1i0k-1i0l 1i2t-1i2w 1i31 1i3f 1i3h-1i3j 1i60-1i65 1i95" +
    " 1ihg-1ihh 1ihj-1ihk 1ikr-1ikv 1il6-1il7 1il9 1io6 1iv5-1ivr 1iyp-1iyr 1izk-1izw 1j21 1j5o-1j5q 1jcr 1jk4-1j" +
    "k6 1joi 1jr3-1jra 1jtm-1jto 1jtq-1jtu 1jwg-1jwp 1k2p 1k5d-1k5h 1k6o-1k6p 1kon-1koo 1kqr-1kr3 1kvz 1lrk-1lro " +
    "1o1d-1o1e 1zla-1zlb 1zp1 1zqv-1zqz 1zr8 206l-206n 20ev-20ey 20o2 2ftr 2lqf-2lqj 2nzz 2ony-2onz",
  symbol:
    "z-10 12 16 1p 1s 2k 2m-2o 3g 3i 4i-4m 4o-4p 4s 4u-4v 4x 50 54 5z 6v jm-jp k2-kf kl-kr kt kv-lb ol p0-p1 s6 w" +
    "2 13h-13j 16u-16w 16z 172-173 1cu 1d5 1dp-1dq 1km 1ku-1kv 1oo 1yq-1yr 1yy-1yz 25t 29c 2cz-2d6 2gv 2mn 2nt 2t" +
    "b 2yp-2yr 2z7 2z9-2zb 2ze-2zj 304 306 308 33y-345 347-34c 34e-34f 34l-34o 3a6-3a7 3v4-3vd 4fh 4pn 4zk 53y-54" +
    "v 5ep-5ey 5f8-5fg 69p 69r-69t 6a5-6a7 6al-6an 6b1-6b3 6bh-6bi 6c6 6cg-6ci 6d7 6de 6dg 6du 6ez-6f0 6ff-6fg 6g" +
    "0-6gx 6io-6ip 6is-6iu 6iw 6j8 6jb-6jc 6ji-6jk 6jm-6jn 6jp 6jr 6jt 6jy 6ka-6kb 6kg-6kk 6kq-6kt 6kv 6mi-6mj 6m" +
    "o-6x3 6x8-6y0 6y3-755 75s-762 7b4-7s7 7tg-7us 7uv-7vp 7w0-7wf 7wh-876 87t-89j 89o-8aj 8am-8kz 8l2-8ov 8v9-8v" +
    "e 95c-95d 96o 975 984-985 98a 991 9gw-9hb 9hg 9hu-9hv 9i8 9iu-9iv 9j2-9j3 9ln-9lo 9sg-9sh 9ts-9ut 9v3 9wd-9w" +
    "e 9xs 9z0-9z1 9z3 a0w-a1b a2n-a6l a6o-a6t a6v-a6z a72-a74 a76-a83 a85-a9r fcw-fen wi8-wjq wzk-x06 x0g-x0h x3" +
    "d-x3e x7s-x7v x86-x89 xo7-xo9 xuj xuy-xuz 1dpu-1dqq 1e0w-1e1b 1e34-1e35 1e4o-1e4v 1e64-1e67 1e7n-1e7o 1e8d-1" +
    "e8f 1e8v-1e8x 1e92 1e94-1e95 1e97 1edf-1edg 1edi 1edm 1ee5 1ee8 1ef0 1ef2-1ef4 1efw 1efy 1ejk-1ejq 1ejs-1ejy" +
    " 1ekc-1ekd 1et3-1etb 1eux-1evd 1evg-1evi 1evk-1evw 1ew0 1exc-1eyk 1g8n-1g8o 1gp4 1h8u-1h8v 1hht-1hi0 1j5r 1k" +
    "ut-1kvl 1zr0-1zr3 1zr9 2fto 2iv4-2j11 2j22-2j24 2j28-2jeb 2jei-2jf4 2jfk-2jg0 2jio-2jlv 2jnk-2jud 2juo-2jvq " +
    "2jvt-2jxg 2jxm-2jxo 2jyb-2jyc 2jyk-2jzd 2jzi-2k16 2k1s-2k3l 2k3p 2k8w-2kba 2kzl 2l0b 2l17 2l1x 2l2t 2l3j 2l4" +
    "f 2l55 2l61 2l6r 2l8g-2lmn 2lo7-2loa 2lpp-2lpw 2lpy-2lqb 2lqd-2lqe 2n2n 2nen 2pbg 2pbk 2pf2 2prk-2prl 2pz4-2" +
    "q67 2q6l-2q6n 2q7e 2q7h-2q7j 2q8a-2q8f 2q96-2q9b 2qa2-2qdr 2qdv 2qf0-2qfj 2qfm-2s9e 2s9g-2sbz 2sca 2scg-2t4t",
  open:
    "14 1o 2j 3f 4r 30a 30c 4gr 6c8 6ca-6cc 6ce-6cf 6d5 6dh 6f1 6fh 6x4 6x6 6y1 7s8 7sa 7sc 7se 7sg 7si 7sk 7ut 7" +
    "vq 7vs 7vu 7vw 7vy 877 879 87b 87d 87f 87h 87j 87l 87n 87p 87r 89k 89m 8ak 936 938 93d 93g 93w 940 942 944 9" +
    "46 948 94y 95h 95j 95l 95n 9hk 9hm 9ho 9hq 9hs 9hw 9hy 9i0 9i2 9i5 1e0v 1e6v 1e7p 1e7r 1e7t 1e7v 1e7x 1e7z 1" +
    "e81 1e83 1e87 1e8p 1e8r 1e8t 1e90 1edk 1ee4 1eez 1efv 1efz 1eg2",
  close:
    "15 1q 2l 3h 57 30b 30d 4gs 6c9 6cd 6d6 6di 6f2 6fi 6x5 6x7 6y2 7s9 7sb 7sd 7sf 7sh 7sj 7sl 7uu 7vr 7vt 7vv 7" +
    "vx 7vz 878 87a 87c 87e 87g 87i 87k 87m 87o 87q 87s 89l 89n 8al 937 939 93e 93h 93x 941 943 945 947 949 95i 9" +
    "5k 95m 95o 9hl 9hn 9hp 9hr 9ht 9hx 9hz 9i1 9i3 9i6-9i7 1e0u 1e6w 1e7q 1e7s 1e7u 1e7w 1e7y 1e80 1e82 1e84 1e8" +
    "8 1e8q 1e8s 1e8u 1e91 1edl 1ee6 1ef1 1efx 1eg0 1eg3",
  comma: "18 9hd 1e6o-1e6p 1e8g-1e8h 1edo 1eg4",
  digit:
    "1c-1l 4y-4z 55 6eo 6es-6ex 6f4-6fd 76o-76w 778-77g 77s-780 7ai 7at-7b1 7b3 7sm-7su 7sw-7t4 7t6-7te 1eds-1ee1" +
    " 2j1s-2j21 2l72-2l8f 2q68-2q6k 2sc0-2sc9",
  latin:
    "1t-2i 2p-3e 4q 56 5c-5y 60-6u 6w-jc kg-kk pl-pm pp pr pt pw pz qh-qi ql qn qp qs qv s0-s1 sl-sm so sw sy t1 " +
    "t6 t8-ta tc-tf th ts tu tx u2 u4-u6 u8-ub ud ut-uu uw zk-zl 10a-10d 5q8-5r9 5rg-5ss 5sx-5t1 5t4 5t6-5vi 5xc-" +
    "64f 69q 6ep 6f3 6fk-6fw 6iq 6iv 6iy-6j7 6j9 6jd-6jh 6jo 6js 6ju-6jx 6jz-6k4 6k9 6kl-6kp 6ku 6lc 6lg 6ll 6lo-" +
    "6ls 6lw 6m1 6m4-6m7 6mb-6mc 78c-7ah 8rk-8sf x0i-x3b x3f-x5o x69-x6n xtc-xui xuk-xus xuu-xux 1dkw-1dl2 1ee9-1" +
    "eey 1ef5-1efu 1g1s 1g1v-1g1x 1g1z-1g34 1g36-1g3e 2j12-2j1r 2kg0-2kic 2kie-2kkc 2kke-2kkf 2kki 2kkl-2kkm 2kkp" +
    "-2kks 2kku-2kl5 2kl7 2kl9-2klf 2klh-2kn9 2knb-2kne 2knh-2kno 2knq-2knw 2kny-2kop 2kor-2kou 2kow-2kp0 2kp2 2k" +
    "p6-2kpc 2kpe-2kyt 2kz4-2kz5 2kz8 2kza 2kzc 2kzf 2kzi 2kzu-2kzv 2kzy 2l00 2l02 2l05 2l08 2l0e 2l0g 2l0q-2l0r " +
    "2l0u 2l0w 2l0y 2l11 2l14 2l1g-2l1h 2l1k 2l1m 2l1o 2l1r 2l1u 2l20 2l22 2l2c-2l2d 2l2g 2l2i 2l2k 2l2n 2l2q 2l3" +
    "2-2l33 2l36 2l38 2l3a 2l3d 2l3g 2l3m 2l3o 2l3y-2l3z 2l42 2l44 2l46 2l49 2l4c 2l4o-2l4p 2l4s 2l4u 2l4w 2l4z 2" +
    "l52 2l58 2l5a 2l5k-2l5l 2l5o 2l5q 2l5s 2l5v 2l5y 2l6a-2l6b 2l6e 2l6g 2l6i 2l6l 2l6o 2l6u 2l6w 2mm8-2mn2 2mn9" +
    "-2mne 2muo 2muq 2mut 2mux 2muz-2mv0 2mv2-2mv5 2mv7 2mvg-2mvh 2mvl 2mvn 2mvq 2mvu 2mvw 2mvy-2mvz 2mw1 2mw8-2m" +
    "w9 2q6o-2q7d 2q7f-2q7g 2q7k-2q89 2q8g-2q95 2q9c-2qa1",
  zeroWidth:
    "4t lc-of w3-w9 13l-14t 14v 14x-14y 150-151 153 16o-16t 174-17e 17g 18r-19b 19s 1cm-1ct 1cv-1d0 1d3-1d4 1d6-1" +
    "d9 1e7 1e9 1f4-1fu 1ie-1io 1kb-1kj 1kt 1li-1ll 1ln-1lv 1lx-1lz 1m1-1m5 1nd-1nf 1ow-1ox 1p3-1pb 1qi-1s2 1tm 1" +
    "to 1tt-1u0 1u5 1u9-1uf 1uq-1ur 1vl 1x8 1xd-1xg 1xp 1ya-1yb 1z2 1z5-1z6 20s 20x-20y 213-214 217-219 21d 228-2" +
    "29 22d 22p-22q 24c 24h-24l 24n-24o 24t 25e-25f 262-267 269 27w 27z 281-284 28d 28l-28m 28y-28z 29u 2bk 2bx 2" +
    "dc 2dg 2f0 2f2-2f4 2fa-2fc 2fe-2fh 2fp-2fq 2g2-2g3 2gx 2ik 2in 2iu 2j0-2j1 2jm-2jn 2kg-2kh 2m3-2m4 2m9-2mc 2" +
    "ml 2n6-2n7 2o1 2q2 2qa-2qc 2qe 2sx 2t0-2t6 2tj-2tq 2wh 2wk-2ws 2x4-2xa 2zc-2zd 305 307 309 31t-326 328-32c 3" +
    "2e-32f 32l-32v 32x-33w 346 371-374 376-37b 37d-37e 37h-37i 388-389 38e-38g 38x-390 39e 39h-39i 39p 3a5 3fj-3" +
    "fk 3tp-3tr 4k2-4k4 4ky-4kz 4lu-4lv 4mq-4mr 4ok-4ol 4on-4ot 4p2 4p5-4pf 4pp 4qz-4r3 4ud-4ue 4vd 4yo-4yq 4yv-4" +
    "yw 4z6 4zd-4zf 55j-55k 55n 57a 57c-57i 57k 57m 57p-57w 583-58c 58f 59s-5b1 5b4-5bf 5c0-5c3 5dg 5di-5dm 5do 5" +
    "du 5ez-5f7 5fk-5fl 5gi-5gl 5go-5gp 5gr-5gt 5ie 5ig-5ih 5il 5in-5ip 5kc-5kj 5km-5kn 5ow-5oy 5p0-5pc 5pe-5pk 5" +
    "pp 5pw 5q0-5q1 5vk-5xb 6bv-6bz 6cq-6cu 6e8-6ec 6ee-6en 6hc-6i8 7wg 8vj-8vl 8zj 928-933 9ii-9il 9ll-9lm 9r8 w" +
    "vj-wvm wvo-wvx wwu-wwv wz4-wz5 x6q x6u x6z x7p-x7q x7w xc4-xc5 xcw-xdd xdr xeu-xf1 xfr-xg1 xhc-xhe xir xiu-x" +
    "ix xj0-xj1 xk5 xm1-xm6 xm9-xma xmd-xme xmr xn0 xoc xps xpu-xpw xpz-xq0 xq6-xq7 xq9 xrg-xrh xrq xyd xyg xyl 1" +
    "dlq 1e68-1e6n 1e74-1e7j 1edb 1ehs 1ek9-1ekb 1eyl 1f4w 1f92-1f96 1gjl-1gjn 1gjp-1gjq 1gjw-1gjz 1gl4-1gl6 1glb" +
    " 1gpx-1gpy 1h5w-1h5z 1h7t-1h7x 1hgr-1hgs 1hiy-1hj3 1hl2-1hlc 1hmq-1hmt 1hq9 1hrs-1hs6 1htc 1htf-1htg 1htr-1h" +
    "tt 1hv7-1hva 1hvd-1hve 1hvh 1hvm 1hvx 1hxc-1hxe 1hyf-1hyj 1hyl-1hys 1i0j 1i0w-1i0x 1i2e-1i2m 1i2x-1i30 1i33 " +
    "1i5r-1i5t 1i5w 1i5y-1i5z 1i66 1i69 1ian 1iar-1iay 1ibk-1ibl 1id7-1id8 1idc 1iee-1iek 1ieo-1ies 1igr-1igw 1ih" +
    "a 1ihc 1ihe 1iht-1ihu 1ik8-1ikf 1iki-1ikk 1ikm 1ila 1inn-1ins 1inu 1inz-1io0 1io2-1io3 1iuq-1iut 1iv0-1iv1 1" +
    "iv3-1iv4 1ivw-1ivx 1iyb-1iyi 1iyl 1iyn-1iyo 1j1n 1j1p 1j1s-1j1x 1j1z 1j4t 1j4v 1j4y-1j51 1j53-1j57 1jcf-1jcn" +
    " 1jcp-1jcq 1jjv-1jjw 1jjy 1jk3 1jo4-1jo7 1joa-1job 1jog 1jpd-1jpm 1jqr-1jqw 1jqz-1jr2 1jrb 1jrl-1jrq 1jrt-1j" +
    "rv 1jt6-1jti 1jtk-1jtl 1jz4 1jz6-1jz8 1jza 1k4w-1k52 1k54-1k59 1k5b 1k7m-1k87 1k8a-1k8g 1k8i-1k8j 1k8l-1k8m " +
    "1kc1-1kc6 1kca 1kcc-1kcd 1kcf-1kcl 1kcn 1keo-1kep 1ket 1kev 1koj-1kok 1kow-1kox 1kqe-1kqi 1kqo 1kqq 1kre 1ov" +
    "k-1ow0 1ow7-1owl 1xr2-1xrd 1xrh-1xrj 1zow-1zp0 1zqo-1zqu 20jz 20lr-20lu 20o4 2ftp-2ftq 2fts-2ftv 2jgg-2jhp 2" +
    "jhs-2jie 2jxj-2jxl 2jxv-2jya 2jyd-2jyj 2jze-2jzh 2k3m-2k3o 2lmo-2lo6 2lob-2lpo 2lpx 2lqc 2lqz-2lr3 2lr5-2lrj" +
    " 2mtc-2mti 2mtk-2mu0 2mu3-2mu9 2mub-2muc 2mue-2mui 2mxb 2n1s-2n1y 2nce 2ne4-2ne7 2nsc-2nsf 2nzi-2nzj 2o6b 2o" +
    "6e 2o6m-2o6n 2o6t 2ok0-2ok6 2on8-2one jny9 jnz4-jo1r jo5c-jobz",
  han:
    "96p-974 976-97d 97f-983 986-989 98b-990 992-99v 9a8-9g5 9hh 9hj 9i9-9ih 9iw-9iz 9si-9sv 9wg-9xj 9z4-a0g a9s-" +
    "fcv feo-vlr 1d6o-1dgt 1dgw-1djt 20o3 20og-20om 2qds-2qdu 2qdw-2qez 2qfk-2qfl 2t4w-3q3j 3q4g-3ti5 3ti8-3xyl 3" +
    "xyo-43q8 43qo-447x 464g-46jh 47pc-4bii 4bio-4i2h",
};
